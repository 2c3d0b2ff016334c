package io.sekisho.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostTest {

  @ParameterizedTest
  @CsvSource({
    "example.org, example.org",
    "EXAMPLE.Org, example.org",
    "example.org., example.org",
    "ex%61mple%2eorg, example.org",
    "example%2Eorg%2e, example.org",
    "example\u3002org, example.org",
    "example\uff0eorg\uff61, example.org",
    "\uff25\uff38ample.org, example.org",
    "B\u00fccher.example, xn--bcher-kva.example",
    "b%C3%BCcher.example, xn--bcher-kva.example",
    "XN--BCHER-KVA.example, xn--bcher-kva.example",
    "fa\u00df.de, xn--fa-hia.de",
    "exam\u00adple.org, example.org",
    "_dmarc.example.org, _dmarc.example.org",
    "no--ip.biz, no--ip.biz",
    "-a-.example, -a-.example",
    "1e100.net, 1e100.net",
    "0x7g, 0x7g",
    "localhost, localhost"
  })
  void everySpellingOfANameIsOneName(String spelling, String canonical) {
    assertThat(Host.parse(spelling)).isEqualTo(Parsed.of(new HostName(canonical)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1",
        "192.0.2.1.",
        "3221225985",
        "0xC0000201",
        "030000001001",
        "192.513",
        "192.0.513",
        "0300.0.0x2.01",
        "192%2e0%2e2%2e1",
        "\uff11\uff19\uff12.0\u30022.1",
        "::ffff:192.0.2.1",
        "::FFFF:c000:0201",
        "[::ffff:192.0.2.1]",
        "[0:0:0:0:0:ffff:192.0.2.1]"
      })
  void everySpellingOfAnAddressIsOneAddress(String spelling) {
    assertThat(Host.parse(spelling)).isEqualTo(Parsed.of(IpAddress.v4(0xc000_0201)));
  }

  @ParameterizedTest
  @CsvSource({
    "[fe80::1%eth0], fe80::1",
    "fe80::1%25eth0, fe80::1",
    "[FF02::1%2], ff02::1",
    "[2001:DB8::1], 2001:db8::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "0:0:1::, 0:0:1::",
    "::, ::"
  })
  void ipv6IsWrittenInItsShortestForm(String spelling, String canonical) {
    assertThat(Host.parse(spelling).fold(Host::toString, Refusal::label)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "'', empty",
        "., empty",
        "example.org.., empty-label",
        ".example.org, empty-label",
        "a..b, empty-label",
        "a b.example, forbidden-character",
        "' a.example', forbidden-character",
        "user@example.org, forbidden-character",
        "*.example.org, forbidden-character",
        "a/b, forbidden-character",
        "a%00b, forbidden-character",
        "a%2fb, forbidden-character",
        "a%25b, forbidden-character",
        "a%5B, forbidden-character",
        "a%3a80, forbidden-character",
        "a%, bad-percent-encoding",
        "a%4, bad-percent-encoding",
        "a%zz, bad-percent-encoding",
        "a%ff, bad-percent-encoding",
        "a%ed%a0%80, bad-percent-encoding",
        "xn--, bad-idn",
        "xn--a\u00fc, bad-idn",
        "a\ufffdb, bad-idn",
        "\ud800.example, bad-idn",
        "1.2.3.4.5, bad-address",
        "256.1.1.1, bad-address",
        "1.2.3.256, bad-address",
        "4294967296, bad-address",
        "1..2, bad-address",
        "08.1, bad-address",
        "example.1, bad-address",
        "example.0x1, bad-address",
        "[example.org], bad-address",
        "[1.2.3.4], bad-address",
        "[::1, bad-address",
        "::1], bad-address",
        "[], bad-address",
        ":, bad-address",
        ":::, bad-address",
        "1:2:3:4:5:6:7, bad-address",
        "1:2:3:4:5:6:7:8:9, bad-address",
        "1::2::3, bad-address",
        "::12345, bad-address",
        "::g, bad-address",
        "1:2:3:4:5:6:7:8::, bad-address",
        "::1.2.3, bad-address",
        "::1.2.3.04, bad-address",
        "::1.2.3.256, bad-address",
        "::1.2.3.4:5, bad-address",
        "::%31, bad-address",
        "::1%lo, bad-address",
        "fe80::1%, bad-address",
        "'fe80::1%a b', bad-address",
        "fe80::1%a]x, bad-address"
      })
  void whatHasNoCanonicalFormIsRefused(String text, String reason) {
    assertThat(Host.parse(text).fold(Host::toString, Refusal::label)).isEqualTo(reason);
  }

  @Test
  void lengthsAreThoseOfTheDns() {
    String label = "a".repeat(63);
    String longest = String.join(".", label, label, label, "a".repeat(61));

    assertThat(Host.parse(longest).accepted()).isPresent();
    assertThat(Host.parse(longest + ".").accepted()).isPresent();
    assertThat(Host.parse(longest + "a")).isEqualTo(Parsed.refused(Refusal.NAME_TOO_LONG));
    assertThat(Host.parse(label + "a.org")).isEqualTo(Parsed.refused(Refusal.LABEL_TOO_LONG));
    assertThat(Host.parse("\u00fc".repeat(513))).isEqualTo(Parsed.refused(Refusal.NAME_TOO_LONG));
    assertThat(Host.parse("%61".repeat(2_000))).isEqualTo(Parsed.refused(Refusal.NAME_TOO_LONG));
  }

  @Test
  void aNameIsAtOrBelowItselfAndItsParents() {
    HostName name = new HostName("a.bad.example");

    assertThat(name.isAtOrBelow(name)).isTrue();
    assertThat(name.isAtOrBelow(new HostName("bad.example"))).isTrue();
    assertThat(name.isAtOrBelow(new HostName("ad.example"))).isFalse();
    assertThat(new HostName("bad.example").isAtOrBelow(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A.example", "example.", "1.2.3.4", "a b"})
  void aNameThatIsNotCanonicalCannotBeMade(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new HostName(text));
  }

  @Test
  void ipv6StandsInBracketsInAnAuthority() {
    assertThat(IpAddress.parse("::1").orElseThrow().inAuthority()).isEqualTo("[::1]");
    assertThat(IpAddress.parse("192.0.2.1").orElseThrow().inAuthority()).isEqualTo("192.0.2.1");
    assertThat(new HostName("a.example").inAuthority()).isEqualTo("a.example");
  }
}
