package io.sekisho.app.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with and without a unit. Every range is checked, so that nothing overflows later. */
final class Quantities {
  private static final Pattern WITH_UNIT = Pattern.compile("([0-9]{1,9})([A-Za-z]*)");
  private static final Map<String, ChronoUnit> TIMES =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);
  private static final Map<String, Long> SIZES =
      Map.of("", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  /** Beyond this a time-out is a mistake, and arithmetic in nanoseconds would overflow. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Quantities() {}

  static Duration duration(String text) throws BadValue {
    Matcher parts = WITH_UNIT.matcher(text);
    ChronoUnit unit = parts.matches() ? TIMES.get(parts.group(2)) : null;
    if (unit == null) {
      throw new BadValue(text + " is not a duration: a whole number and ms, s, m, h or d");
    }
    Duration duration = Duration.of(Long.parseLong(parts.group(1)), unit);
    if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw new BadValue(text + " is out of range: more than 0, at most " + LONGEST.toDays() + "d");
    }
    return duration;
  }

  static long bytes(String text) throws BadValue {
    Matcher parts = WITH_UNIT.matcher(text);
    Long unit = parts.matches() ? SIZES.get(parts.group(2)) : null;
    if (unit == null) {
      throw new BadValue(text + " is not a size: a whole number of bytes, or with KiB, MiB, GiB");
    }
    long bytes = Long.parseLong(parts.group(1)) * unit;
    if (bytes == 0) {
      throw new BadValue("must be more than 0");
    }
    return bytes;
  }

  /** A size of something that is held in memory. */
  static int memory(String text) throws BadValue {
    long bytes = bytes(text);
    if (bytes > Integer.MAX_VALUE) {
      throw new BadValue(text + " is more than 2 GiB");
    }
    return (int) bytes;
  }

  static ValueParser<Integer> number(int least, int most) {
    return text -> {
      if (!text.matches("[0-9]{1,9}")) {
        throw new BadValue(text + " is not a whole number");
      }
      int number = Integer.parseInt(text);
      if (number < least || number > most) {
        throw new BadValue(text + " is out of range: " + least + " to " + most);
      }
      return number;
    };
  }
}
