package io.sekisho.rules.feed;

import io.sekisho.rules.indicator.HostName;
import java.util.Set;

/**
 * What a new copy of one feed may look like, by itself and beside the last good one. Shares are in
 * percent.
 *
 * @param maxShrinkPercent how much smaller, by its entries, a copy may be than the last good one
 * @param maxGrowthPercent how much larger; these two count only where the last good copy has
 *     {@value #CHANGE_COUNTS_FROM} entries or more
 * @param maxRejectedPercent how many of the lines that are entries, or look like failed ones, may
 *     make no sense
 * @param canaries what no copy may list, besides the names that are built in
 */
public record GateSettings(
    EmptyHandling empty,
    int maxShrinkPercent,
    int maxGrowthPercent,
    int maxRejectedPercent,
    Set<HostName> canaries) {
  public static final int DEFAULT_MAX_SHRINK_PERCENT = 50;

  /**
   * Four times as much as before. A list that its publisher extends seldom doubles; one that was
   * mistaken for another, doubled by a fault or poisoned in bulk mostly grows by more than this.
   */
  public static final int DEFAULT_MAX_GROWTH_PERCENT = 300;

  public static final int DEFAULT_MAX_REJECTED_PERCENT = 50;

  /** Growth that counts as none is more than any list has. */
  public static final int ANY_GROWTH = Integer.MAX_VALUE;

  static final int CHANGE_COUNTS_FROM = 1_000;

  public static final GateSettings DEFAULT =
      new GateSettings(EmptyHandling.REFUSE, DEFAULT_MAX_SHRINK_PERCENT);

  public GateSettings {
    requirePercent("max-shrink", maxShrinkPercent);
    requirePercent("max-rejected", maxRejectedPercent);
    if (maxGrowthPercent < 0) {
      throw new IllegalArgumentException("max-growth percent " + maxGrowthPercent);
    }
    canaries = Set.copyOf(canaries);
  }

  /** What is not named here is as by default. */
  public GateSettings(EmptyHandling empty, int maxShrinkPercent) {
    this(
        empty,
        maxShrinkPercent,
        DEFAULT_MAX_GROWTH_PERCENT,
        DEFAULT_MAX_REJECTED_PERCENT,
        Set.of());
  }

  public GateSettings withMaxGrowth(int percent) {
    return new GateSettings(empty, maxShrinkPercent, percent, maxRejectedPercent, canaries);
  }

  public GateSettings withMaxRejected(int percent) {
    return new GateSettings(empty, maxShrinkPercent, maxGrowthPercent, percent, canaries);
  }

  public GateSettings withCanaries(Set<HostName> names) {
    return new GateSettings(empty, maxShrinkPercent, maxGrowthPercent, maxRejectedPercent, names);
  }

  private static void requirePercent(String what, int percent) {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException(what + " percent " + percent);
    }
  }
}
