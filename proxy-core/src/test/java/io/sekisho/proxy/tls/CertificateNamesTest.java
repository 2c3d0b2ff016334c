package io.sekisho.proxy.tls;

import static io.sekisho.proxy.tls.Certificates.der;
import static io.sekisho.proxy.tls.Certificates.dnsName;
import static io.sekisho.proxy.tls.Certificates.ipAddress;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CertificateNamesTest {
  @Test
  void namesAndAddressesOfTheSubjectAlternativeNameCount() {
    byte[] certificate =
        Certificates.of(
            "cn.example",
            dnsName("A.example"),
            der(0x81, Hellos.ascii("mail@bad.example")),
            ipAddress(192, 0, 2, 7),
            ipAddress(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
            dnsName("a.example"),
            dnsName("bücher.example"));

    assertThat(names(certificate))
        .containsExactlyInAnyOrder(
            "a.example", "192.0.2.7", "2001:db8::1", "xn--bcher-kva.example");
  }

  @ParameterizedTest
  @CsvSource({
    "*.bad.example, _wildcard.bad.example",
    "*.com, _wildcard.com",
    "*.*.example, ''",
    "f*.example, ''",
    "'', ''",
    "bad..example, ''",
    "'My Own, Ltd.', ''",
    "bad.example., bad.example",
  })
  void whatIsNoHostIsLeftOutAndAWildcardIsBelowItsParent(String name, String expected) {
    assertThat(String.join(" ", names(Certificates.of(name)))).isEqualTo(expected);
    assertThat(String.join(" ", names(Certificates.of("no name", dnsName(name)))))
        .isEqualTo(expected);
  }

  @Test
  void aWildcardBelowTheLongestNameIsThatName() {
    String longest = "a.".repeat(123) + "example";

    assertThat(names(Certificates.of("x", dnsName("*." + longest)))).containsExactly(longest);
  }

  @Test
  void theCommonNameCountsOnlyWithoutAnAlternative() {
    assertThat(names(Certificates.of("cn.example"))).containsExactly("cn.example");
    assertThat(names(Certificates.of("cn.example", dnsName("a.example"))))
        .containsExactly("a.example");
  }

  @Test
  void aCommonNameOfTwoByteCharactersIsRead() {
    byte[] wide = "bad.example".getBytes(StandardCharsets.UTF_16BE);
    byte[] attribute = der(0x30, Hellos.bytes(6, 3, 0x55, 4, 3), der(0x1e, wide));
    byte[] empty = der(0x30);

    byte[] certificate =
        der(0x30, der(0x30, der(2), empty, empty, empty, der(0x30, der(0x31, attribute))));

    assertThat(names(certificate)).containsExactly("bad.example");
  }

  @Test
  void anAddressOfAnyOtherLengthIsLeftOut() {
    assertThat(names(Certificates.of("x y", ipAddress(1, 2, 3), ipAddress()))).isEmpty();
  }

  @Test
  void whatComesBeforeADamageCounts() {
    byte[] certificate = Certificates.of("x", dnsName("a.example"), dnsName("b.example"));
    int second = new String(certificate, StandardCharsets.ISO_8859_1).indexOf("b.example");
    certificate[second - 1] = 127;

    assertThat(names(certificate)).containsExactly("a.example");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void damageNeverThrows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] whole = Certificates.of("cn.example", dnsName("a.example"), ipAddress(1, 2, 3, 4));
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }

      assertThat(names(damaged)).as("round %s", round).hasSizeLessThan(10);
    }
  }

  private static List<String> names(byte[] certificate) {
    return CertificateNames.of(certificate).stream().map(Object::toString).toList();
  }
}
