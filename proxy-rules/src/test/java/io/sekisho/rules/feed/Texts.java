package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FormatChoice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Short texts as feeds. */
final class Texts {
  static final Instant MODIFIED = Instant.parse("2026-11-22T00:00:00Z");

  private Texts() {}

  static FeedCopy copy(String text) {
    return copy("feed.txt", text);
  }

  static FeedCopy copy(String name, String text) {
    return new FeedCopy(name, text.getBytes(StandardCharsets.UTF_8), MODIFIED);
  }

  static FeedReading.Read read(FeedSettings settings, String text) {
    return new FeedReader(settings)
        .read(copy(text))
        .fold(
            read -> read,
            unreadable -> {
              throw new AssertionError(unreadable.failure().toString());
            });
  }

  static FeedSettings settings(String format) {
    return FeedSettings.of("test", FormatChoice.named(format).orElseThrow());
  }
}
