package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-08-01T17:35:53Z, 2026-08-01T17:35:53Z",
    "2026-08-01T17:35:53.123456Z, 2026-08-01T17:35:53.123456Z",
    "2026-08-01T17:35:53+02:00, 2026-08-01T15:35:53Z",
    "2026-08-01T17:35:53, 2026-08-01T17:35:53Z",
    "2026-08-01 17:35:53, 2026-08-01T17:35:53Z",
    "2026-08-01 17:35:53 UTC, 2026-08-01T17:35:53Z",
    "2026-08-01, 2026-08-01T00:00:00Z",
    "1700000000, 2023-11-14T22:13:20Z",
  })
  void withoutAZoneIsUtc(String text, Instant expected) {
    assertThat(SourceTime.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "None", "2026-13-01", "12/22/2023 6:58", "999999999999", "now UTC"})
  void anythingElseIsNone(String text) {
    assertThat(SourceTime.parse(text)).isNull();
  }

  @Test
  void nothingIsNone() {
    assertThat(SourceTime.parse(null)).isNull();
  }
}
