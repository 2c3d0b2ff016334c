package io.sekisho.rules.match;

/**
 * What an index has that the one before it did not, and the other way round, in entries.
 *
 * @param changed the patterns that both have, and of which they claim different things
 */
public record FeedChange(int added, int removed, int changed) {
  public static final FeedChange NONE = new FeedChange(0, 0, 0);

  public boolean isNone() {
    return equals(NONE);
  }

  FeedChange and(FeedChange other) {
    return new FeedChange(added + other.added, removed + other.removed, changed + other.changed);
  }
}
