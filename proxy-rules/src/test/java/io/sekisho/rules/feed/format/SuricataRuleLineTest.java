package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuricataRuleLineTest {
  /** The rule is the given header and some options that say nothing about traffic. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "alert ip $HOME_NET any -> 192.0.2.7 any             @ address 192.0.2.7",
        "alert tcp $HOME_NET any -> [192.0.2.7,192.0.2.9] any @ address 192.0.2.7 | address 192.0.2.9",
        "drop ip any any -> [192.0.2.0/24, 2001:db8::/32] any @ prefix 192.0.2.0/24 | prefix 2001:db8::/32",
        "alert udp $HOME_NET any -> [192.0.2.7] any          @ address 192.0.2.7",
        "alert ip any any -> 192.0.2.8-192.0.2.9 any         @ prefix 192.0.2.8/31",
        "alert tcp any any -> 192.0.2.7 443                  @ endpoint 192.0.2.7:443",
        "alert tcp any any -> 192.0.2.7 [80,443]             @ endpoint 192.0.2.7:80 | endpoint 192.0.2.7:443",
        "alert tcp any any -> 192.0.2.7 80:81                @ endpoint 192.0.2.7:80 | endpoint 192.0.2.7:81",
        "alert tcp any any -> 192.0.2.7 1024:                @ !unsupported-pattern",
        "alert tcp any any -> 192.0.2.7 $HTTP_PORTS          @ !unsupported-pattern",
        "alert tcp any any -> 192.0.2.7 !80                  @ !negated",
        "alert tcp any any -> 192.0.2.7 eighty               @ !bad-port",
        "alert tcp any any -> 192.0.2.7 70000                @ !bad-port",
        "alert udp any any -> 192.0.2.7 53                   @ !unsupported-pattern",
        "alert icmp any any -> 192.0.2.7 any                 @ !unsupported-pattern",
        "alert tcp any any -> 192.0.2.0/24 443               @ !unsupported-pattern",
        "alert ip any any -> [192.0.2.0/24,!192.0.3.7] any   @ !negated | prefix 192.0.2.0/24",
        "alert ip any any -> [192.0.2.0/24,!192.0.2.7] any   @ !negated | !composite-pattern",
        "alert ip any any -> [192.0.2.7,![1.1.1.1,[2.2.2.2]]] any @ !negated | !negated | address 192.0.2.7",
        "alert ip any any -> ![192.0.2.7] any                @ !negated",
        "alert ip any any -> [192.0.2.7,nobody.example] any  @ address 192.0.2.7 | !name-not-address",
        "alert ip any any -> [192.0.2.7,$OTHERS] any         @ address 192.0.2.7 | !unsupported-pattern",
        "alert ip [192.0.2.7] any -> $HOME_NET any           @ !other-direction",
        "alert ip $HOME_NET any <> [192.0.2.7] any           @ !other-direction",
        "alert ip any any -> $EXTERNAL_NET any               @ !unsupported-pattern",
        "alert ip any any -> any any                         @ !unsupported-pattern",
        "pass ip $HOME_NET any -> 192.0.2.7 any              @ except 192.0.2.7",
        "alert ip any any -> [192.0.2.7 any                  @ !bad-record",
        "alert ip any any -> [192.0.2.7,] any                @ !bad-record",
        "alert ip any any -> 192.0.2.7                       @ !bad-record",
        "alert ip any any <- 192.0.2.7 any                   @ !bad-record",
        "block everything                                    @ !unsupported-pattern",
        "alarm ip any any -> 192.0.2.7 any                   @ !unknown-directive",
        "#alert ip any any -> 192.0.2.7 any                  @ ``",
      })
  void theDestinationIsAList(String header, String expected) {
    String options =
        "(msg:\"CnC; server\"; flags:S; reference:url,list.example; threshold: type limit, track"
            + " by_src, seconds 3600, count 1; flowbits:set,ET.Evil; sid:1 rev:1;)";

    assertThat(Entries.ofLine("suricata-rules", header + " " + options)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "tls.sni; content:\"evil.example\";                       @ exact-name evil.example",
        "tls.sni; content:\"evil.example\"; bsize:12; nocase;     @ exact-name evil.example",
        "tls.sni; bsize:32; content:\"evil.example\"; fast_pattern; @ exact-name evil.example",
        "tls.sni; content:\"evil.example\"; startswith; endswith; @ exact-name evil.example",
        "dns.query; dotprefix; content:\".evil.example\"; nocase; endswith; @ name *.evil.example",
        "dns.query; content:\".evil.example\"; endswith;          @ name *.evil.example",
        "dns.query; content:\"evil.example\"; endswith;           @ name *.evil.example",
        "dns_query; content:\"evil|2e|example\"; depth:12; isdataat:!1,relative; @ exact-name evil.example",
        "http.method; content:\"GET\"; http.host; content:\"evil.example\"; @ exact-name evil.example",
        "content:\"evil.example\"; http_host;                     @ exact-name evil.example",
        "http.host; content:\"192.0.2.7\";                        @ address 192.0.2.7",
        "http.host.raw; content:\"evil.example|3a|8080\";         @ endpoint evil.example:8080",
        "http.uri; content:\"/gate.php\"; endswith; nocase; http.host; content:\"evil.example\"; @ url evil.example/gate.php",
        "http_header:field host; content:\"evil.example\",nocase; @ exact-name evil.example",
        "http_header:field host; content:\"evil.example\",nocase; http_uri; content:\"/a\",nocase; @ url evil.example/a",
        "content:\"GET\"; http_method; content:\"evil.example\"; content:\"Host\"; http_header; @ exact-name evil.example",
        "content:\"GET\"; http_method; content:\"/a\"; http_uri; nocase; content:\"evil.example\"; content:\"Host\"; http_header; @ url evil.example/a",
        "content:\"Host|3a 20|evil.example|0d 0a|\"; http_header; @ exact-name evil.example",
        "flow:established,to_server; tls.sni; content:\"evil.example\"; @ exact-name evil.example",
        "flow:established,to_client; tls.sni; content:\"evil.example\"; @ !other-direction",
        "tls.sni; content:\"evil\";                               @ !single-label",
        "tls.sni; content:\".top\"; endswith;                     @ !single-label",
        "tls.sni; content:\"www.\"; startswith;                   @ !unsupported-pattern",
        "tls.sni; content:\"cloud.example\"; endswith; bsize:32;  @ !unsupported-pattern",
        "tls.sni; content:!\"evil.example\";                      @ !negated",
        "tls.sni; content:\"evil\"; content:\".example\";         @ !composite-pattern",
        "tls.sni; content:\"evil.example\"; pcre:\"/^a/\";        @ !composite-pattern",
        "tls.sni; content:\"evil.example\"; offset:4;             @ !composite-pattern",
        "http.host; content:\"cloud.example\"; http.user_agent; content:\"x\"; @ !composite-pattern",
        "http.host; content:\"cloud.example\"; http.uri; content:\"gate\"; @ !composite-pattern",
        "http.host; content:\"cloud.example\"; http.uri; content:\"/\"; @ !root-path",
        "http.host; content:\"cloud.example\"; flowbits:isset,x;  @ !composite-pattern",
        "http.host; content:\"cloud.example\"; content:!\"x\"; http_cookie; @ !composite-pattern",
        "flowbits:noalert; tls.sni; content:\"evil.example\";     @ !not-for-detection",
        "content:\"evil.example\";                                @ !unsupported-pattern",
        "http.user_agent; content:\"evil.example\";               @ !unsupported-pattern",
        "http.uri; content:\"/gate.php\";                         @ !unsupported-pattern",
        "pcre:\"/evil\\.example/\";                               @ !unsupported-pattern",
        "content:evil.example;                                    @ !unsupported-pattern",
        "tls.sni; content:\"exa<mple.org\";                       @ !forbidden-character",
      })
  void oneHostIsAskedFor(String options, String expected) {
    String rule =
        "alert tcp $HOME_NET any -> $EXTERNAL_NET any (msg:\"x\"; " + options + " sid:1;)";

    assertThat(Entries.ofLine("suricata-rules", rule)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "alert ip any any -> 192.0.2.7 any (content:\"x\"; sid:1;)            @ !composite-pattern",
        "alert tls any any -> 192.0.2.7 any (tls.sni; content:\"a.example\";) @ !composite-pattern",
        "alert ip any any -> 192.0.2.7 any (noalert; sid:1;)                  @ !not-for-detection",
        "alert tls any any -> $HOME_NET any (tls.sni; content:\"a.example\";) @ !other-direction",
        "alert http (http_header:field host; content:\"a.example\"; sid:1;)   @ exact-name a.example",
        "pass dns any any -> any any (dns.query; content:\"a.example\"; bsize:9;) @ except a.example",
        "alert ip any any -> 192.0.2.7 any (sid:1;                            @ !bad-record",
        "alert ip any any -> 192.0.2.7 any                                    @ !bad-record",
        "192.0.2.7                                                            @ !unknown-directive",
        "<html>                                                               @ !unknown-directive",
        "# nothing                                                            @ ``",
      })
  void aWholeRule(String rule, String expected) {
    assertThat(Entries.ofLine("suricata-rules", rule)).isEqualTo(expected);
  }

  @Test
  void backslashesJoinLines() {
    String text =
        """
        # banner \\
        alert ip any any -> [192.0.2.7, \\
          192.0.2.9] any \\
          (msg:"x"; sid:1;)
        alert ip any any -> 192.0.2.11 any (msg:"x"; sid:2;)
        alert ip any any -> \\
        """;

    List<String> entries = Entries.described("suricata-rules", text);

    assertThat(entries)
        .containsExactly(
            "2 address 192.0.2.7", "2 address 192.0.2.9", "5 address 192.0.2.11", "6 !bad-record");
  }

  @Test
  void messageMetadataAndReferenceAreCarried() {
    String text =
        """
        alert ip any any -> 192.0.2.7 any (msg:"ET CNC group 1"; reference:md5,0; \
        reference:url,list.example/a; reference:url,b.example; sid:1; \
        metadata:attack_target Any, tag Shadowserver, created_at 2012_05_04;)
        alert tls any any -> any any (msg:" \\"Quoted\\" "; tls.sni; content:"a.example"; \
        metadata:confidence High, malware_family Emotet, created_at 2026_02_12;)
        alert tls any any -> any any (tls.sni; content:"a.example"; metadata:created_at soon;)
        """;

    List<String> said = Sayings.in("suricata-rules", text);

    assertThat(said)
        .containsExactly(
            "ET CNC group 1, -, -, list.example/a, Shadowserver",
            "Emotet, 85, 2026-02-12, -, -",
            "-, -, -, -, -");
  }

  @Test
  void aListOfTenThousandIsReadInOnePass() {
    String list =
        IntStream.range(0, 6_000)
            .mapToObj(i -> "9." + (i >> 8) + "." + (i & 255) + ".1")
            .collect(Collectors.joining(","));

    String text = "alert ip any any -> [" + list + "] any (sid:1;)";

    assertThat(text.length()).isBetween(50_000, FeedLines.MAX_LINE);
    assertThat(Entries.in("suricata-rules", text)).hasSize(6_000);
  }

  @Test
  void whatIsNeverClosedEnds() {
    String brackets = "alert ip any any -> " + "[".repeat(60_000) + " any (sid:1;)\n";
    String negations = "alert ip any any -> [" + "!1,".repeat(20_000) + "2] any (sid:1;)\n";
    String joined = "alert ip any any -> \\\n" + "x\\\n".repeat(100_000);

    List<String> entries = Entries.described("suricata-rules", brackets + negations + joined);

    assertThat(entries)
        .startsWith("1 !bad-record", "2 !unsupported-pattern", "3 !line-too-long")
        .hasSizeLessThan(10);
  }
}
