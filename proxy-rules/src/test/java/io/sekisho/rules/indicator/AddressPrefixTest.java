package io.sekisho.rules.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressPrefixTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "192.0.2.7/32, 192.0.2.7",
    "192.0.2.7/24, 192.0.2.0/24",
    "192.0.2.7/0, 0.0.0.0/0",
    "::ffff:192.0.2.7/120, 192.0.2.0/24",
    "::ffff:192.0.2.7/96, 0.0.0.0/0",
    "2001:db8::1/32, 2001:db8::/32",
    "[2001:db8::1]/128, 2001:db8::1",
    "2001:db8:ffff::/33, 2001:db8:8000::/33",
    "::1/0, ::/0",
    "192.0.2.7/33, bad-prefix-length",
    "192.0.2.7/, bad-prefix-length",
    "192.0.2.7/-1, bad-prefix-length",
    "192.0.2.7/+8, bad-prefix-length",
    "192.0.2.7/0008, bad-prefix-length",
    "192.0.2.7/255.255.255.0, bad-prefix-length",
    "192.0.2.7/24/24, bad-prefix-length",
    "::ffff:192.0.2.7/95, bad-prefix-length",
    "::/129, bad-prefix-length",
    "10/8, bad-address",
    "10.1/16, bad-address",
    "192.0.2.7./24, bad-address",
    "example.org/24, bad-address",
    "a.b.c.d/24, name-not-address",
    "/24, bad-address"
  })
  void aPrefixIsReadOrRefused(String text, String expected) {
    assertThat(AddressPrefix.parse(text).fold(AddressPrefix::toString, Refusal::label))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 192.0.2.1, false",
    "::/0, ffff::, true",
    "192.0.2.0/31, 192.0.2.1, true",
    "192.0.2.0/31, 192.0.2.2, false",
    "2001:db8::/64, 2001:db8::ffff:0:0:1, true",
    "2001:db8::/65, 2001:db8::ffff:0:0:1, false",
    "2001:db8::1/128, 2001:db8::1, true",
    "2001:db8::1/128, 2001:db8::2, false"
  })
  void aPrefixContainsTheAddressesOfItsFamily(String prefix, String address, boolean expected) {
    boolean contained =
        AddressPrefix.parse(prefix).orElseThrow().contains(IpAddress.parse(address).orElseThrow());

    assertThat(contained).isEqualTo(expected);
  }

  @Test
  void aLengthBeyondTheFamilyCannotBeMade() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AddressPrefix(IpAddress.v4(0), 33));
  }
}
