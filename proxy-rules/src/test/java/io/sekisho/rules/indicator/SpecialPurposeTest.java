package io.sekisho.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SpecialPurposeTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, unspecified",
    "0.1.2.3, this-network",
    "10.255.255.255, private",
    "100.64.0.0, carrier-shared",
    "100.127.255.255, carrier-shared",
    "127.0.0.1, loopback",
    "169.254.169.254, link-local",
    "172.16.0.0, private",
    "172.31.255.255, private",
    "192.0.0.9, protocol-assignment",
    "192.0.2.1, documentation",
    "192.31.196.1, anycast-service",
    "192.52.193.1, anycast-service",
    "192.88.99.1, anycast-service",
    "192.168.0.1, private",
    "192.175.48.1, anycast-service",
    "198.18.0.0, benchmarking",
    "198.19.255.255, benchmarking",
    "198.51.100.1, documentation",
    "203.0.113.1, documentation",
    "224.0.0.1, multicast",
    "239.255.255.255, multicast",
    "240.0.0.1, reserved",
    "255.255.255.255, broadcast",
    "::, unspecified",
    "::1, loopback",
    "64:ff9b:1::8.8.8.8, local-translation",
    "100::1, discard",
    "100:0:0:1::1, discard",
    "2001:1::1, protocol-assignment",
    "2001:2::1, benchmarking",
    "2001:3::1, protocol-assignment",
    "2001:4:112::1, protocol-assignment",
    "2001:1ff:ffff::1, protocol-assignment",
    "2001:db8::1, documentation",
    "2620:4f:8000::1, anycast-service",
    "3fff:fff::1, documentation",
    "5f00::1, segment-routing",
    "fc00::1, private",
    "fdff::1, private",
    "fe80::1, link-local",
    "febf::1, link-local",
    "fec0::1, site-local",
    "ff02::1, multicast"
  })
  void everyRegistryHasItsLabel(String address, String label) {
    assertThat(SpecialPurpose.of(ip(address)).map(SpecialPurpose::label)).hasValue(label);
  }

  @ParameterizedTest
  @CsvSource({
    "::ffff:10.0.0.1, private",
    "2002:7f00:1::1, loopback",
    "64:ff9b::169.254.169.254, link-local",
    "::192.168.1.1, private",
    "2001:0:808:808:0:0:f5ff:fffe, private"
  })
  void anEmbeddedAddressCounts(String address, String label) {
    assertThat(SpecialPurpose.of(ip(address)).map(SpecialPurpose::label)).hasValue(label);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2002:808:808::1",
        "64:ff9b::8.8.8.8",
        "2001:0:808:808:0:0:f7f7:f7f7",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "3ffe::1",
        "4000::1"
      })
  void theAddressesBesideThemArePublic(String address) {
    assertThat(SpecialPurpose.of(ip(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0/0",
        "192.0.0.0/8",
        "10.1.0.0/16",
        "8.0.0.0/5",
        "::/0",
        "2002::/16",
        "2002:a00::/25",
        "64:ff9b::/96",
        "64:ff9b::0a00:0/112",
        "fe00::/7"
      })
  void aPrefixOverlapsWhatItHoldsAndWhatHoldsIt(String prefix) {
    assertThat(SpecialPurpose.overlaps(AddressPrefix.parse(prefix).orElseThrow())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.0/24", "11.0.0.0/8", "2606:4700::/32", "2002:808::/32"})
  void aPublicPrefixOverlapsNothing(String prefix) {
    assertThat(SpecialPurpose.overlaps(AddressPrefix.parse(prefix).orElseThrow())).isEmpty();
  }

  @Test
  void aPrefixOfASpecialAddressOverlapsAtEveryLength() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      IpAddress address = IpAddress.v4(random.nextInt());
      int length = random.nextInt(33);

      boolean overlaps = SpecialPurpose.overlaps(new AddressPrefix(address, length)).isPresent();

      assertThat(overlaps || SpecialPurpose.of(address).isEmpty())
          .as("%s/%d", address, length)
          .isTrue();
    }
  }

  private static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
