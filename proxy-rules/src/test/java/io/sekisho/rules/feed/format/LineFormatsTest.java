package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.Refusal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineFormatsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      nullValues = "-",
      value = {
        "evil.example                    @ name *.evil.example",
        "EVIL.Example.                   @ name *.evil.example",
        "*.evil.example                  @ name *.evil.example",
        ".evil.example                   @ name *.evil.example",
        "evil.example # since May        @ name *.evil.example",
        "evil.example\t; since May       @ name *.evil.example",
        "evil.example // since May       @ name *.evil.example",
        "evil.example#since May          @ name *.evil.example",
        "bücher.example                  @ name *.xn--bcher-kva.example",
        "no--ip.biz                      @ name *.no--ip.biz",
        "_dmarc.evil.example             @ name *._dmarc.evil.example",
        "com                             @ !single-label",
        "localhost                       @ !single-label",
        "*.actor                         @ name *.actor",
        "192.0.2.1                       @ address 192.0.2.1",
        "2001:db8::1                     @ address 2001:db8::1",
        "192.0.2.0/24                    @ prefix 192.0.2.0/24",
        "*.192.0.2.1                     @ address 192.0.2.1",
        "3232235777                      @ !bad-address",
        "192.000.002.001                 @ !bad-address",
        "1.2.3                           @ !bad-address",
        "evil.example:8443               @ endpoint evil.example:8443",
        "192.0.2.1:53:53                 @ !bad-address",
        "evil.example:0                  @ !bad-port",
        "evil.example:                   @ !port-missing",
        "[2001:db8::1]:443               @ endpoint [2001:db8::1]:443",
        "evil.example/gate.php           @ url evil.example/gate.php",
        "evil.example/gate.php?a=b#c     @ url evil.example/gate.php?a=b",
        "evil.example:8080/gate.php      @ url evil.example:8080/gate.php",
        "evil.example?id=1               @ url evil.example/?id=1",
        "evil.example/                   @ !root-path",
        "evil.example:8080/              @ endpoint evil.example:8080",
        "http://evil.example             @ endpoint evil.example:80",
        "https://evil.example/           @ endpoint evil.example:443",
        "http://192.0.2.1/inj/           @ url 192.0.2.1/inj/",
        "HTTP://192.0.2.1:81             @ endpoint 192.0.2.1:81",
        "tcp://evil.example:1035         @ endpoint evil.example:1035",
        "ftp://evil.example/x            @ !unknown-scheme",
        "/admin/list.php                 @ !path-without-host",
        "evil.example other.example      @ !trailing-text",
        "att-*.evil.example              @ !forbidden-character",
        "evil..example                   @ !empty-label",
        "exa<mple.org                    @ !forbidden-character",
        "# evil.example                  @ ''",
        "; evil.example                  @ ''",
        "! evil.example                  @ ''",
        "// evil.example                 @ ''",
      })
  void domains(String line, String expected) {
    assertThat(Entries.ofLine("domains", line)).isEqualTo(expected);
  }

  @Test
  void labelsAndNamesThatAreTooLongAreRejectedForThat() {
    String label = "a".repeat(64);
    String name = "a.".repeat(126) + "example";

    List<String> entries = Entries.described("domains", label + ".example\n" + name);

    assertThat(entries).containsExactly("1 !label-too-long", "2 !name-too-long");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "0.0.0.0 evil.example                 @ exact-name evil.example",
        "127.0.0.1\tevil.example              @ exact-name evil.example",
        "::1 evil.example                     @ exact-name evil.example",
        "0.0.0.0 a.example b.example # note   @ exact-name a.example | exact-name b.example",
        "0.0.0.0 198.41.0.4                   @ address 198.41.0.4",
        "127.0.0.1 localhost                  @ !localhost",
        "::1 localhost #[IPv6]                @ !localhost",
        "0.0.0.0 0.0.0.0                      @ !localhost",
        "255.255.255.255 broadcasthost        @ !localhost",
        "fe80::1%lo0 localhost                @ !localhost",
        "127.0.1.1 desktop                    @ !single-label",
        "192.168.1.5 nas.example              @ !not-a-sink",
        "evil.example                         @ !not-a-sink",
        "0.0.0.0                              @ !not-a-sink",
        "0.0.0.0 # nothing                    @ !not-a-sink",
        "<<<<<<< HEAD                         @ !not-a-sink",
        "0.0.0.0 bücher.example               @ exact-name xn--bcher-kva.example",
        "# 0.0.0.0 evil.example               @ ''",
      })
  void hosts(String line, String expected) {
    assertThat(Entries.ofLine("hosts", line)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "192.0.2.1                    @ address 192.0.2.1",
        "192.0.2.1\t10                @ address 192.0.2.1",
        "192.0.2.1;65                 @ address 192.0.2.1",
        "1.10.16.0/20 ; SBL256894     @ prefix 1.10.16.0/20",
        "192.0.2.0/24 a test network  @ prefix 192.0.2.0/24",
        "192.0.2.77/24                @ prefix 192.0.2.0/24",
        "2001:db8::1 #test            @ address 2001:db8::1",
        "2a12:2640::/29               @ prefix 2a12:2640::/29",
        "192.0.2.1:447                @ endpoint 192.0.2.1:447",
        "[2001:db8::7]:80             @ endpoint [2001:db8::7]:80",
        "tcp://192.0.2.1:1035         @ endpoint 192.0.2.1:1035",
        "tcp://tunnel.example:11368   @ !name-not-address",
        "http://192.0.2.1/a           @ url 192.0.2.1/a",
        "192.0.2.40-192.0.2.43        @ prefix 192.0.2.40/30",
        "192.0.2.1-192.0.2.4          @ address 192.0.2.1 | prefix 192.0.2.2/31 | address 192.0.2.4",
        "192.0.2.8 - 192.0.2.9        @ prefix 192.0.2.8/31",
        "192.0.2.9-192.0.2.8          @ !bad-range",
        "192.0.2.9-2001:db8::1        @ !bad-range",
        "2a02:cf40:1::5:40669         @ !bad-address",
        "192.0.2.1/33                 @ !bad-prefix-length",
        "192.0.2.256                  @ !bad-address",
        "1.2.3.4,1,101                @ !forbidden-character",
        "evil.example                 @ !name-not-address",
        "evil-site.example            @ !name-not-address",
      })
  void ips(String line, String expected) {
    assertThat(Entries.ofLine("ips", line)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "||evil.example^                         ~ name *.evil.example",
        "||evil.example^$all                     ~ name *.evil.example",
        "||evil.example^$document,important      ~ name *.evil.example",
        "||evil.example^$third-party             ~ !unsupported-option",
        "||evil.example^$important,domain=a.b    ~ !unsupported-option",
        "||top^$domain=caitlin.top|other.top     ~ !unsupported-option",
        "||top^                                  ~ !single-label",
        "||*.bid^                                ~ name *.bid",
        "||*.best^$denyallow=epg.best            ~ !unsupported-option",
        "||*^                                    ~ !wildcard",
        "||att-verification-*.webflow.io^        ~ !wildcard",
        "||192.0.2.1^                            ~ address 192.0.2.1",
        "||192.0.2.1:8080^$all                   ~ endpoint 192.0.2.1:8080",
        "||evil.example/blogs/?u=file^$all       ~ !path-rule",
        "||evil.example^path                     ~ !path-rule",
        "||evil.example                          ~ !not-a-host-rule",
        "evil.example                            ~ !not-a-host-rule",
        "@@||ok.evil.example^                    ~ except *.ok.evil.example",
        "@@||ok.example^$important               ~ except *.ok.example",
        "@@||ok.example^$generichide             ~ !unsupported-option",
        "@@/^.*(tech|project).*\\.top/           ~ !regular-expression",
        "/banner[0-9]+/                          ~ !regular-expression",
        "evil.example##.advert                   ~ !cosmetic-rule",
        "##.advert                               ~ !cosmetic-rule",
        "[Adblock Plus 3.13]                     ~ ''",
        "! note                                  ~ ''",
        "# note                                  ~ ''",
      })
  void adblock(String line, String expected) {
    assertThat(Entries.ofLine("adblock", line)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "evil.example                             @ name *.evil.example",
        "google.ace2com                           @ name *.google.ace2com",
        "xn--bcher-kva.example    # was: bücher   @ name *.xn--bcher-kva.example",
        "192.0.2.1                                @ address 192.0.2.1",
        "192.0.2.1:21                             @ endpoint 192.0.2.1:21",
        "http://192.0.2.1/inj/                    @ url 192.0.2.1/inj/",
        "http://192.0.2.1                         @ endpoint 192.0.2.1:80",
        "192.0.2.1:8080/Desk/products.do          @ url 192.0.2.1:8080/Desk/products.do",
        "the.earth.example/~user/w64/putty.exe    @ url the.earth.example/~user/w64/putty.exe",
        "evil.example/pop(I).mov                  @ url evil.example/pop(I).mov",
        "/admin/boot/dll/list.php                 @ !path-without-host",
        ".monster                                 @ !suffix",
        ".at.hm                                   @ !suffix",
        "^[a-z]{1}\\-[a-z]{1,3}\\.top$            @ !regular-expression",
        "seek[0-9]+\\.(moot|zoot)\\.com           @ !regular-expression",
        "[a-z]{1}\\.evil\\.example                @ !regular-expression",
        "192.0.2.1:53:53                          @ !bad-address",
        "tk                                       @ !single-label",
        "[2001:db8::1]:53                         @ endpoint [2001:db8::1]:53",
      })
  void maltrail(String line, String expected) {
    assertThat(Entries.ofLine("maltrail", line)).isEqualTo(expected);
  }

  @Test
  void maltrailTakesTheThreatFromTheNameOfTheTrailFile() {
    String text = "plain.example\n#@ trails/static/malware/emotet.txt\n# note\nevil.example\n";

    List<FeedEntry> found = Entries.in("maltrail", text);

    assertThat(found)
        .extracting(
            entry ->
                entry.<@Nullable String>fold(
                    c -> c.particulars().threat(), e -> null, r -> null, n -> null))
        .containsExactly(null, "emotet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void everyLineEndCountsOnce(String end) {
    String text = String.join(end, "\ufeff# list", "", "  a.example\t", "com", "b.example");

    List<String> entries = Entries.described("domains", text);

    assertThat(entries)
        .containsExactly("3 name *.a.example", "4 !single-label", "5 name *.b.example");
  }

  @Test
  void aLineThatIsTooLongIsOneRejectedLine() {
    String text = "a.example\n" + "x".repeat(1_000_000) + "\nb.example\n";

    List<String> entries = Entries.described("domains", text);

    assertThat(entries)
        .containsExactly("1 name *.a.example", "2 !line-too-long", "3 name *.b.example");
  }

  @Test
  void everyRefusalOfAHostHasItsReason() {
    assertThat(Arrays.stream(Refusal.values()))
        .allSatisfy(r -> assertThat(RejectReason.of(r).label()).isEqualTo(r.label()));
  }
}
