package io.sekisho.rules.feed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Short texts as feeds, and entries as short texts. */
final class Texts {
  static final Instant MODIFIED = Instant.parse("2026-11-22T00:00:00Z");

  private Texts() {}

  /** Each entry as {@code line kind pattern}, {@code line except pattern} or {@code line !why}. */
  static List<String> entries(String format, String text) {
    List<String> found = new ArrayList<>();
    try {
      FormatChoice.builtIn(format)
          .orElseThrow()
          .read(
              new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
              entry -> found.add(describe(entry)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** As {@link #entries}, of one line, without the line's number. */
  static String entry(String format, String line) {
    return String.join(" | ", entries(format, line)).replaceAll("(^|\\| )1 ", "$1");
  }

  private static String describe(FeedEntry entry) {
    return entry.fold(
        claim -> claim.line() + " " + claim.pattern().kind().label() + " " + claim.pattern(),
        exemption -> exemption.line() + " except " + exemption.pattern(),
        rejected -> rejected.line() + " !" + rejected.reason().label());
  }

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
