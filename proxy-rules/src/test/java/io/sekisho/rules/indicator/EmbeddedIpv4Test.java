package io.sekisho.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmbeddedIpv4Test {

  /** The NAT64 places are those of the table in RFC 6052, 2.4. */
  @ParameterizedTest
  @CsvSource({
    "2002:c000:221::1, 192.0.2.33",
    "2001:0:c000:221::, 192.0.2.33",
    "2001:0:808:808:0:0:3fff:fdde, 192.0.2.33",
    "64:ff9b::192.0.2.33, 192.0.2.33",
    "64:ff9b:1:c000:2:2100::, 192.0.2.33",
    "64:ff9b:1:ffc0:0:221::, 192.0.2.33",
    "64:ff9b:1:ffff:c0:2:2100::, 192.0.2.33",
    "64:ff9b:1:ffff::192.0.2.33, 192.0.2.33",
    "::192.0.2.33, 192.0.2.33",
    "::ffff:0:192.0.2.33, 192.0.2.33"
  })
  void anIpv4AddressIsFoundInEachForm(String ipv6, String ipv4) {
    assertThat(IpAddress.parse(ipv6).orElseThrow().embedded())
        .contains(IpAddress.parse(ipv4).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.33", "::ffff:192.0.2.33", "::", "::1", "2001:db8::c000:221"})
  void nothingIsFoundElsewhere(String address) {
    assertThat(IpAddress.parse(address).orElseThrow().embedded()).isEmpty();
  }
}
