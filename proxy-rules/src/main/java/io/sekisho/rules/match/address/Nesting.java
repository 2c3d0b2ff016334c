package io.sekisho.rules.match.address;

import java.util.Arrays;

/** Finds the parent of each prefix, the longest that holds it, while they come in order. */
final class Nesting {
  /** Whether one entry holds another that comes behind it. */
  @FunctionalInterface
  interface Holds {
    boolean test(int wide, int narrow);
  }

  /** Instead of a parent: there is none. */
  static final int NONE = -1;

  private final int[] open = new int[129];
  private int depth;
  private int[] parents = new int[16];

  /** The parent of an entry, the next in order, or {@link #NONE}. */
  int enter(int entry, Holds holds) {
    while (depth > 0 && !holds.test(open[depth - 1], entry)) {
      depth--;
    }
    if (entry == parents.length) {
      parents = Arrays.copyOf(parents, entry + (entry >>> 1));
    }
    parents[entry] = depth == 0 ? NONE : open[depth - 1];
    open[depth++] = entry;
    return parents[entry];
  }

  /** By entry, and some behind the last. */
  int[] parents() {
    return parents;
  }
}
