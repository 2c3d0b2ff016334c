package io.sekisho.rules.match;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ends of claims in whole minutes, which is all that an entry has room for: 24 bits from 2020 to
 * 2051. An end within a minute is taken as the end of that minute.
 */
final class Minutes {
  /** For what has no end. */
  static final int NEVER = 0;

  static final int MAX = (1 << 24) - 1;

  private static final long EPOCH = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond();
  private static final int SECONDS = 60;

  private Minutes() {}

  static int of(@Nullable Instant end) {
    if (end == null) {
      return NEVER;
    }
    long seconds = end.getEpochSecond() - EPOCH + (end.getNano() > 0 ? 1 : 0);
    long minutes = Math.floorDiv(seconds + SECONDS - 1, SECONDS);
    return (int) Math.max(1, Math.min(MAX, minutes));
  }

  static @Nullable Instant instant(int minutes) {
    return minutes == NEVER ? null : Instant.ofEpochSecond(EPOCH + (long) minutes * SECONDS);
  }

  /** The last minute whose ends are over at {@code now}. */
  static int over(Instant now) {
    long minutes = Math.floorDiv(now.getEpochSecond() - EPOCH, SECONDS);
    return (int) Math.max(0, Math.min(MAX, minutes));
  }

  /** Whether an end is over where {@code over} is the last that is. */
  static boolean isOver(int end, int over) {
    return end != NEVER && end <= over;
  }

  /** Compares ends; that which never comes is the latest. */
  static int compare(int one, int other) {
    return Integer.compareUnsigned(one - 1, other - 1);
  }
}
