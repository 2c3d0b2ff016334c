package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientRangesTest {
  private static final ClientRanges RANGES =
      new ClientRanges(
          Stream.of("127.0.0.0/8", "10.1.0.0/16", "fd00::/8")
              .map(text -> AddressPrefix.parse(text).orElseThrow())
              .toList());

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "::ffff:127.0.0.1, true",
    "10.1.255.255, true",
    "10.2.0.0, false",
    "fd12::1, true",
    "fe80::1, false",
    "::1, false",
    "192.0.2.1, false"
  })
  void onlyClientsInARangeAreIncluded(String client, boolean included) {
    assertThat(RANGES.include(IpAddress.parse(client).orElseThrow())).isEqualTo(included);
  }

  @Test
  void noRangeIncludesNobody() {
    assertThat(new ClientRanges(List.of()).include(IpAddress.v4(0x7f000001))).isFalse();
  }
}
