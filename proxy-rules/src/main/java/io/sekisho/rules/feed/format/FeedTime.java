package io.sekisho.rules.feed.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as lists write them: a date, with or without a time of day, in UTC unless it says
 * otherwise. A date alone is its beginning. Dates with slashes have the month first.
 */
final class FeedTime {
  private static final String CLOCK = "(?:[T ]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?)?";
  private static final Pattern ISO =
      Pattern.compile(
          "(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})"
              + CLOCK
              + "\\s*(?<zone>Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?");
  private static final Pattern SLASHES =
      Pattern.compile("(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{4})" + CLOCK);
  private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{9,10}");

  private FeedTime() {}

  /** The time; null where {@code text} is none. */
  static @Nullable Instant parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return read(text.strip());
    } catch (DateTimeException e) {
      return null; // a month 13 is no time, and no reason to reject what it stands beside
    }
  }

  private static @Nullable Instant read(String text) {
    Matcher iso = ISO.matcher(text);
    if (iso.matches()) {
      return local(iso, 4).toInstant(zone(iso.group("zone")));
    }
    Matcher slashes = SLASHES.matcher(text);
    if (slashes.matches()) {
      return local(slashes, 4).toInstant(ZoneOffset.UTC);
    }
    return EPOCH_SECONDS.matcher(text).matches()
        ? Instant.ofEpochSecond(Long.parseLong(text))
        : null;
  }

  private static LocalDateTime local(Matcher found, int hour) {
    return LocalDateTime.of(
        number(found.group("year")),
        number(found.group("month")),
        number(found.group("day")),
        number(found.group(hour)),
        number(found.group(hour + 1)),
        number(found.group(hour + 2)));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static ZoneOffset zone(@Nullable String text) {
    return text == null || text.length() < 4 ? ZoneOffset.UTC : ZoneOffset.of(text);
  }
}
