package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FeedTimeTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      delimiter = '@',
      value = {
        "2026-02-26 12:05:20           @ 2026-02-26T12:05:20Z",
        "2026-02-26                    @ 2026-02-26T00:00:00Z",
        "2026-02-26T12:05:20Z          @ 2026-02-26T12:05:20Z",
        "2026-02-26T12:05:20.123Z      @ 2026-02-26T12:05:20Z",
        "2026-02-26T12:05:20+02:00     @ 2026-02-26T10:05:20Z",
        "2026-02-26 12:05:20 UTC       @ 2026-02-26T12:05:20Z",
        "12/22/2023 6:58               @ 2023-12-22T06:58:00Z",
        "1700000000                    @ 2023-11-14T22:13:20Z",
        "2026-13-26                    @ -",
        "2026-02-30 00:00:00           @ -",
        "2026-02-26T12:05:20+99:00     @ -",
        "yesterday                     @ -",
        "''                            @ -",
        "-                             @ -",
      })
  void isUtcUnlessItSaysOtherwise(String text, String expected) {
    Object time = FeedTime.parse(text);

    assertThat(time == null ? null : time.toString()).isEqualTo(expected);
  }
}
