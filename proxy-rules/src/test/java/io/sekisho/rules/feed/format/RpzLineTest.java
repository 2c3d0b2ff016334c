package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RpzLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "evil.example CNAME .                        @ exact-name evil.example",
        "EVIL.example cname .                        @ exact-name evil.example",
        "evil.example 300 IN CNAME .                 @ exact-name evil.example",
        "evil.example IN 5m CNAME .                  @ exact-name evil.example",
        "evil.example CNAME *.                       @ exact-name evil.example",
        "evil.example CNAME rpz-drop.                @ exact-name evil.example",
        "evil.example CNAME rpz-tcp-only.            @ exact-name evil.example",
        "bücher.example CNAME .                      @ exact-name xn--bcher-kva.example",
        "*.evil.example CNAME .                      @ name *.evil.example",
        "*.actor CNAME .                             @ name *.actor",
        "actor CNAME .                               @ !single-label",
        "* CNAME .                                   @ !wildcard",
        "a.*.example CNAME .                         @ !wildcard",
        "192.0.2.7 CNAME .                           @ !address-not-name",
        "exa\\032mple.org CNAME .                    @ !forbidden-character",
        "ok.example CNAME rpz-passthru.              @ except ok.example",
        "*.ok.example CNAME rpz-passthru.            @ except *.ok.example",
        "ok.example CNAME ok.example.                @ except ok.example",
        "32.7.2.0.192.rpz-ip CNAME rpz-passthru.     @ except 192.0.2.7",
        "evil.example CNAME walled.garden.example.   @ !local-data",
        "evil.example A 192.0.2.7                    @ !local-data",
        "evil.example AAAA ::                        @ !local-data",
        "evil.example TXT \"a ; b\"                  @ !local-data",
        "evil.example DNAME other.example.           @ !local-data",
        "32.7.2.0.192.rpz-ip CNAME .                 @ address 192.0.2.7",
        "24.0.2.0.192.RPZ-IP CNAME rpz-drop.         @ prefix 192.0.2.0/24",
        "24.7.2.0.192.rpz-ip CNAME .                 @ prefix 192.0.2.0/24",
        "128.7.zz.db8.2001.rpz-ip CNAME .            @ address 2001:db8::7",
        "48.zz.1.db8.2001.rpz-ip CNAME .             @ prefix 2001:db8:1::/48",
        "128.1.zz.rpz-ip CNAME .                     @ address ::1",
        "64.8.7.6.5.4.3.2.2001.rpz-ip CNAME .        @ prefix 2001:2:3:4::/64",
        "33.7.2.0.192.rpz-ip CNAME .                 @ !bad-prefix-length",
        "24.007.2.0.192.rpz-ip CNAME .               @ !bad-address",
        "24.256.2.0.192.rpz-ip CNAME .               @ !bad-address",
        "1.116.73.99.rpz-ip CNAME .                  @ !ambiguous-address",
        "24.rpz-ip CNAME .                           @ !bad-address",
        "rpz-ip CNAME .                              @ !bad-address",
        "24.0.2.0.192.rpz-client-ip CNAME .          @ !unsupported-pattern",
        "24.0.2.0.192.rpz-nsip CNAME .               @ !unsupported-pattern",
        "ns.evil.example.rpz-nsdname CNAME .         @ !unsupported-pattern",
        "evil.example                                @ !bad-record",
        "evil.example CNAME                          @ !bad-record",
        "evil.example IN .                           @ !bad-record",
        "evil.example CNAME . )                      @ !bad-record",
        "<html><body>                                @ !bad-record",
        "   CNAME .                                  @ !bad-record",
        "   evil.example CNAME .                     @ exact-name evil.example",
        "evil.example RRSIG CNAME 8 2 300 x          @ ``",
        "$TTL 30                                     @ ``",
        "$INCLUDE more.zone                          @ !unsupported-option",
        "$GENERATE 1-9 a$ CNAME .                    @ !unsupported-option",
        "$NONSENSE                                   @ !unknown-directive",
        "; comment                                   @ ``",
      })
  void isATriggerAndAnAction(String line, String expected) {
    assertThat(Entries.ofLine("rpz", line)).isEqualTo(expected);
  }

  @Test
  void theZonesOwnRecordsAreNoEntries() {
    String text =
        """
        $TTL 300
        @ SOA localhost. root.localhost. 1761773400 43200 3600 86400 300
          NS  localhost.
        ;
        ; Title: sample
        ;
        a.example CNAME .
        *.a.example CNAME .
        """;

    List<String> entries = Entries.described("rpz", text);

    assertThat(entries).containsExactly("7 exact-name a.example", "8 name *.a.example");
  }

  @Test
  void parenthesesJoinLines() {
    String text =
        """
        $ORIGIN rpz.local.
        @ IN SOA localhost. root.localhost. ( ; begin
            2026112301 ; serial
            1h 15m
            30d
            2h ) ; end
          IN NS localhost.
          IN A 127.0.0.1
        a.example 60 IN (
            CNAME . )
        b.example TXT ( "x (
        y" )
        c.example CNAME ( . )
        """;

    List<String> entries = Entries.described("rpz", text);

    assertThat(entries)
        .containsExactly("9 exact-name a.example", "11 !local-data", "13 exact-name c.example");
  }

  @Test
  void theZonesNameIsTakenOffAbsoluteOwners() {
    String text =
        """
        rpz.example. 300 IN SOA localhost. root.localhost. 1 2 3 4 5
        rpz.example. 300 IN NS localhost.
        a.example.RPZ.example. 300 IN CNAME .
        *.a.example.rpz.example. 300 IN CNAME .
        24.0.2.0.192.rpz-ip.rpz.example. 300 IN CNAME .
        a.example. 300 IN CNAME .
        arpz.example. 300 IN CNAME .
        rpz.example. 300 IN SOA localhost. root.localhost. 1 2 3 4 5
        """;

    List<String> entries = Entries.described("rpz", text);

    assertThat(entries)
        .containsExactly(
            "3 exact-name a.example",
            "4 name *.a.example",
            "5 prefix 192.0.2.0/24",
            "6 !bad-record",
            "7 !bad-record");
  }

  @Test
  void theOwnerOfTheSoaRecordIsTheOriginWhereNoneIsGiven() {
    String text = "rpz.local. IN SOA a. b. 1 2 3 4 5\nevil.example CNAME .\nb.rpz.local. CNAME .\n";

    List<String> entries = Entries.described("rpz", text);

    assertThat(entries).containsExactly("2 exact-name evil.example", "3 !single-label");
  }

  @Test
  void anOriginCompletesRelativeOwners() {
    String text =
        """
        $ORIGIN .
        $TTL 5
        rpz.local IN SOA localhost. root.localhost. 1 2 3 4 5
        $ORIGIN rpz.local.
        a.example CNAME .
        $ORIGIN rpz-ip.rpz.local.
        24.0.2.0.192 CNAME .
        32.7.2.0.192 CNAME .
        $ORIGIN example.rpz.local.
        b CNAME .
        *.b CNAME .
        """;

    List<String> entries = Entries.described("rpz", text);

    assertThat(entries)
        .containsExactly(
            "5 exact-name a.example",
            "7 prefix 192.0.2.0/24",
            "8 address 192.0.2.7",
            "10 exact-name b.example",
            "11 name *.b.example");
  }

  @Test
  void whereTheZoneHasNoNameAnAbsoluteOwnerIsTheTrigger() {
    String text = "@ SOA localhost. root.localhost. 1 2 3 4 5\na.example. CNAME .\n";

    assertThat(Entries.described("rpz", text)).containsExactly("2 exact-name a.example");
  }

  @Test
  void anOwnerThatIsLeftOutIsTheOneBefore() {
    String text = "a.example CNAME .\n  IN TXT x\n\t300 IN CNAME rpz-drop.\nNS localhost.\n";

    List<String> entries = Entries.described("rpz", text);

    assertThat(entries)
        .containsExactly("1 exact-name a.example", "2 !local-data", "3 exact-name a.example");
  }

  @Test
  void aCommentTellsThreatDateAndReference() {
    String text =
        """
        a.example CNAME . ; Malware download (2020-10-21), see https://list.example/host/a/
        b.example CNAME . ; Test entry for testing
        c.example CNAME . ; 2026-02-31
        d.example CNAME . ;
        """;

    List<String> said = Sayings.in("rpz", text);

    assertThat(said)
        .containsExactly(
            "Malware download, -, 2020-10-21, https://list.example/host/a/, -",
            "Test entry for testing, -, -, -, -",
            "-, -, -, -, -",
            "-, -, -, -, -");
  }

  @Test
  void aParenthesisThatIsNeverClosedCostsOneRecord() {
    String text = "@ SOA a. b. ( 1 2\n 3 4\na.example CNAME .\nb.example TXT (\n";

    List<String> entries = Entries.described("rpz", text);

    assertThat(entries).containsExactly("1 !bad-record", "3 exact-name a.example", "4 !bad-record");
  }

  @Test
  void anOpenRecordIsGivenUpAfterSomeLines() {
    String text = "@ SOA (\n" + " 1\n".repeat(100_000) + "a.example CNAME .\n";

    List<String> entries = Entries.described("rpz", text);

    assertThat(entries).startsWith("1 !bad-record").endsWith("100002 exact-name a.example");
  }

  @Test
  void aLongLineIsReadInOnePass() {
    String parentheses = "(".repeat(30_000) + ")".repeat(30_000);
    String text = "a.example CNAME . " + parentheses + "\n" + "x ".repeat(32_000) + "\n";

    List<String> entries = Entries.described("rpz", text);

    assertThat(entries).containsExactly("1 exact-name a.example", "2 !bad-record");
  }
}
