package io.sekisho.app.feeds.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The field Retry-After: seconds, or a date (RFC 9110, section 10.2.3). */
final class RetryAfter {
  /** A server that asks for more is asked again all the same. */
  static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /** Empty for what is neither, and for what is over already. */
  static Optional<Duration> parse(String text, Instant now) {
    return asked(text.strip(), now)
        .filter(pause -> !pause.isNegative() && !pause.isZero())
        .map(pause -> pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
  }

  private static Optional<Duration> asked(String text, Instant now) {
    if (text.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    return date(text).map(date -> Duration.between(now, date));
  }

  /** A date as HTTP writes it; empty for anything else. */
  static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
