package io.sekisho.rules.feed.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** Times as sources write them; without a zone they are UTC. */
final class SourceTime {
  private static final String ZONE = " UTC";
  private static final int DATE_LENGTH = "2026-11-23".length();
  private static final int MAX_EPOCH_DIGITS = 11;

  private SourceTime() {}

  /**
   * Reads an ISO 8601 date or time, {@code T} or a space between the two, or whole seconds since
   * 1970; null where there is none. Zero seconds are how MISP says that there is none.
   */
  static @Nullable Instant parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      return text.chars().allMatch(c -> c >= '0' && c <= '9') ? epoch(text) : calendar(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant epoch(String digits) {
    boolean known = digits.length() <= MAX_EPOCH_DIGITS && !digits.equals("0");
    return known ? Instant.ofEpochSecond(Long.parseLong(digits)) : null;
  }

  private static Instant calendar(String text) {
    String time = text.endsWith(ZONE) ? text.substring(0, text.length() - ZONE.length()) : text;
    if (time.length() <= DATE_LENGTH) {
      return LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    String joined =
        time.charAt(DATE_LENGTH) == ' '
            ? time.substring(0, DATE_LENGTH) + "T" + time.substring(DATE_LENGTH + 1)
            : time;
    TemporalAccessor read =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(
            joined, OffsetDateTime::from, LocalDateTime::from);
    return read instanceof OffsetDateTime zoned
        ? zoned.toInstant()
        : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
  }
}
