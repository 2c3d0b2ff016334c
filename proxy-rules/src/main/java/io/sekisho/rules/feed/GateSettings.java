package io.sekisho.rules.feed;

/**
 * What a new copy of one feed may look like beside the last good one.
 *
 * @param maxShrinkPercent how much smaller, in percent of its entries, a copy may be than the last
 *     good one; it counts only for feeds of {@value #SHRINK_COUNTS_FROM} entries or more
 */
public record GateSettings(EmptyHandling empty, int maxShrinkPercent) {
  public static final int DEFAULT_MAX_SHRINK_PERCENT = 50;
  static final int SHRINK_COUNTS_FROM = 1_000;

  public static final GateSettings DEFAULT =
      new GateSettings(EmptyHandling.REFUSE, DEFAULT_MAX_SHRINK_PERCENT);

  public GateSettings {
    if (maxShrinkPercent < 0 || maxShrinkPercent > 100) {
      throw new IllegalArgumentException("max-shrink percent " + maxShrinkPercent);
    }
  }
}
