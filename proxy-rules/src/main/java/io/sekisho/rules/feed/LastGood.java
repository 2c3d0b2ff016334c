package io.sekisho.rules.feed;

import org.jspecify.annotations.Nullable;

/**
 * What the gate remembers of the last copy that took effect.
 *
 * @param entries accepted claims and exceptions, repeated ones too
 * @param declaredEntries how many it said itself that it has; null where it did not
 */
public record LastGood(CopyShape shape, int entries, @Nullable Integer declaredEntries) {
  public static LastGood of(FeedReading.Read read) {
    return new LastGood(read.shape(), read.report().accepted(), read.report().declaredEntries());
  }
}
