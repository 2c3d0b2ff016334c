package io.sekisho.rules.match.name;

import java.util.BitSet;

/**
 * About how many different hashes came, by how many places of a table stay empty to which each is
 * mapped (Whang, Vander-Zanden, Taylor: A Linear-Time Probabilistic Counting Algorithm, 1990). For
 * one thread.
 */
final class DistinctCount {
  private static final int FEWEST_PLACES = 1 << 10;
  private static final int MOST_PLACES = 1 << 30;

  private final BitSet taken;
  private final int places;
  private long all;

  /** Good for some times so many. */
  DistinctCount(int many) {
    long wanted = Math.max(FEWEST_PLACES, Long.highestOneBit(many) * 2);
    this.places = (int) Math.min(MOST_PLACES, wanted);
    this.taken = new BitSet(places);
  }

  void add(long hash) {
    taken.set((int) (hash >>> Integer.SIZE) & (places - 1));
    all++;
  }

  /** At most as many as came. */
  long estimate() {
    double empty = (places - taken.cardinality()) / (double) places;
    return Math.min(all, (long) Math.ceil(-Math.log(empty) * places));
  }
}
