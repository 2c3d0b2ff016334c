package io.sekisho.proxy.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.IpAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DialerTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8::1, 2001:db8::1",
    "192.0.2.1 192.0.2.2 2001:db8::1, 2001:db8::1 192.0.2.1 192.0.2.2",
    "2001:db8::2 2001:db8::1 192.0.2.1, 2001:db8::2 192.0.2.1 2001:db8::1",
    "192.0.2.2 2001:db8::1 192.0.2.1 2001:db8::2, 2001:db8::1 192.0.2.2 2001:db8::2 192.0.2.1"
  })
  void familiesTakeTurnsInTheOrderOfTheAnswer(String answer, String order) {
    List<IpAddress> addresses =
        Arrays.stream(answer.split(" ")).map(text -> IpAddress.parse(text).orElseThrow()).toList();

    assertThat(
            Dialer.interleaved(addresses).stream()
                .map(IpAddress::toString)
                .collect(Collectors.joining(" ")))
        .isEqualTo(order);
  }
}
