package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.IpAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParentExceptionsTest {
  private static final ParentExceptions EXCEPT =
      new ParentExceptions(
          List.of(HostName.parse("corp.example").orElseThrow()),
          List.of(
              AddressPrefix.parse("10.0.0.0/8").orElseThrow(),
              AddressPrefix.parse("2001:db8::1").orElseThrow()));

  @ParameterizedTest
  @CsvSource({
    "corp.example, true",
    "www.corp.example, true",
    "notcorp.example, false",
    "example, false"
  })
  void nameStandsForItselfAndAllBelow(String name, boolean excepted) {
    assertThat(EXCEPT.include(HostName.parse(name).orElseThrow())).isEqualTo(excepted);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, true",
    "11.1.2.3, false",
    "10.1.2.3 2001:db8::1, true",
    "10.1.2.3 2001:db8::2, false"
  })
  void prefixesHaveToHoldAllAddresses(String addresses, boolean excepted) {
    List<IpAddress> all =
        Arrays.stream(addresses.split(" ", -1)).map(a -> IpAddress.parse(a).orElseThrow()).toList();

    assertThat(EXCEPT.include(all)).isEqualTo(excepted);
  }
}
