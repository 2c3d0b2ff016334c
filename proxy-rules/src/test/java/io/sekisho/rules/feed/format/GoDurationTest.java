package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "1h, PT1H",
    "3h59m57.123456789s, PT3H59M57.123456789S",
    "-1h2m, PT-1H-2M",
    "1.5h, PT1H30M",
    "250ms, PT0.25S",
    "7us, PT0.000007S",
    "7µs, PT0.000007S",
    "7ns, PT0.000000007S",
    "0s, PT0S",
    "999999999999h, PT2562047H47M16.854775807S",
  })
  void isReadAsGoWritesIt(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "h", "1d", "1h ", "--1h", "1.h", "1e3s", "9999999999999h"})
  void anythingElseIsNone(String text) {
    assertThat(GoDuration.parse(text)).isNull();
  }
}
