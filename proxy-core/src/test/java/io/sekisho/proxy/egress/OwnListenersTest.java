package io.sekisho.proxy.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.IpAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnListenersTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, 3128, true",
    "127.0.0.1, 127.0.0.1, 3129, false",
    "127.0.0.1, 127.0.0.2, 3128, false",
    "127.0.0.1, ::ffff:127.0.0.1, 3128, true",
    "127.0.0.1, 0.0.0.0, 3128, true",
    "127.0.0.1, ::, 3128, true",
    "192.0.2.1, 192.0.2.2, 3128, false",
    "0.0.0.0, 127.0.0.1, 3128, true",
    "0.0.0.0, 127.9.9.9, 3128, true",
    "0.0.0.0, ::1, 3128, true",
    "0.0.0.0, 192.0.2.1, 3128, false",
    "::, 127.0.0.1, 3128, true",
    "::, 2001:db8::1, 3128, false"
  })
  void whatIsListenedOnIsRecognisedInEverySpelling(
      String bound, String dialled, int port, boolean own) {
    OwnListeners listeners = new OwnListeners();
    listeners.add(List.of(new InetSocketAddress(bound, 3128)));

    assertThat(listeners.includes(IpAddress.parse(dialled).orElseThrow(), port)).isEqualTo(own);
  }
}
