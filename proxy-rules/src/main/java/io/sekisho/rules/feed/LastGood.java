package io.sekisho.rules.feed;

/**
 * What the gate remembers of the last copy that took effect.
 *
 * @param entries accepted claims and exceptions, repeated ones too
 */
public record LastGood(CopyShape shape, int entries) {
  public static LastGood of(FeedReading.Read read) {
    return new LastGood(read.shape(), read.report().accepted());
  }
}
