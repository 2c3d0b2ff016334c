package io.sekisho.app.feeds;

import io.sekisho.rules.guard.Coverage;

/**
 * What the entries of a never-block file do.
 *
 * @param first how many of them count, from the front
 */
public record NeverBlockUse(Effect effect, Coverage covers, int first) {
  public static final int ALL = Integer.MAX_VALUE;

  /** Traffic to an entry, and to all below it, is never blocked. */
  public static final NeverBlockUse EXEMPT =
      new NeverBlockUse(Effect.EXEMPT, Coverage.SUB_TREES, ALL);

  /** What is done for an entry. */
  public enum Effect {
    /** Traffic to it is never blocked, whatever feeds say; they count in full for all else. */
    EXEMPT,
    /** A claim that would hit it stops no flow by itself. */
    DOWNGRADE,
    /** A claim that would hit it does not count. */
    SUPPRESS
  }
}
