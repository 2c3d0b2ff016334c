package io.sekisho.rules.match.name;

import java.util.Arrays;

/**
 * Hashes that nothing in one table has, as far as they were asked for of late: most of what people
 * ask for is asked for again soon, and a table of millions of names lies further away than this. It
 * keeps what follows from the whole hash alone, so it says exactly what the table would. For one
 * thread.
 */
final class RecentMisses {
  /** When nobody has asked about its table for so long, another one may have it. */
  private static final int PATIENCE = 1_000;

  private static final int NO_TABLE = -1;

  private final int slots;
  private long[] hashes = {};
  private long table = NO_TABLE;
  private int unasked;

  /** For so many hashes, a power of two; it takes room once there is one to keep. */
  RecentMisses(int slots) {
    this.slots = slots;
  }

  /** Whether it is kept that nothing in the table of this number has the hash. */
  boolean hold(long number, long hash) {
    if (number != table) {
      return false;
    }
    unasked = 0;
    return hashes[slot(hash)] == hash;
  }

  /** Keeps that, for one table at a time, and for none of the number 0. */
  void add(long number, long hash) {
    if (number == 0) {
      return;
    }
    if (number == table) {
      hashes[slot(hash)] = hash;
    } else if (table == NO_TABLE || ++unasked > PATIENCE) {
      clear();
      table = number;
      unasked = 0;
    }
  }

  /** Leaves the hash 0 nowhere: its slot gets another. */
  private void clear() {
    if (hashes.length == 0) {
      hashes = new long[slots];
    }
    Arrays.fill(hashes, 0);
    hashes[0] = 1;
  }

  private int slot(long hash) {
    return (int) hash & (slots - 1);
  }
}
