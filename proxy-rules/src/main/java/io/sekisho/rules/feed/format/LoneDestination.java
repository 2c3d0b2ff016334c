package io.sekisho.rules.feed.format;

import org.jspecify.annotations.Nullable;

/** A destination that somebody names by itself, outside of any copy. Its line is 0. */
public final class LoneDestination {
  private static final int NO_LINE = 0;

  private LoneDestination() {}

  /**
   * Reads a destination.
   *
   * @param type what it is said to be; null where it is read as in {@code domains}
   */
  public static FeedEntry read(String text, @Nullable DestinationType type) {
    FeedLine value = new FeedLine(NO_LINE, text);
    if (text.length() > FeedLines.MAX_LINE) {
      return value.rejected(RejectReason.LINE_TOO_LONG);
    }
    return type == null ? untyped(value) : type.read(value);
  }

  private static FeedEntry untyped(FeedLine value) {
    if (value.text().isEmpty()) {
      return value.rejected(RejectReason.EMPTY);
    }
    return value.text().chars().anyMatch(Character::isISOControl)
        ? value.rejected(RejectReason.FORBIDDEN_CHARACTER)
        : Destination.read(value, value.text());
  }
}
