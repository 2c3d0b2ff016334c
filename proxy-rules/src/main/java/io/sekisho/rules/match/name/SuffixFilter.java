package io.sekisho.rules.match.name;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A Bloom filter over suffixes, all bits of one within a single word, so that asking costs one
 * access to memory (Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient Bloom Filters,
 * 2007).
 */
final class SuffixFilter {
  private static final int BITS_PER_SUFFIX = 10;

  /** One that is smaller than this is near enough to be asked each time. */
  private static final int NEAR = 1 << 20;

  private static final AtomicLong NUMBERS = new AtomicLong();

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(Long.BYTES);

  private final ByteBuffer words;
  private final long count;

  private final long number;

  /** As it lies in an image; where it is not there, nothing was added. */
  SuffixFilter(ByteBuffer bytes) {
    this.words = bytes.limit() == 0 ? NOTHING : bytes;
    this.count = words.limit() / Long.BYTES;
    this.number = words.limit() < NEAR ? 0 : NUMBERS.incrementAndGet();
  }

  /** An empty one for so many suffixes. */
  static SuffixFilter forSuffixes(long suffixes) {
    long words = suffixes * BITS_PER_SUFFIX / Long.SIZE + 1;
    if (words > Integer.MAX_VALUE / Long.BYTES) {
      throw new IllegalStateException("a filter of " + words * Long.BYTES + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) words * Long.BYTES);
    return new SuffixFilter(bytes.order(ByteOrder.LITTLE_ENDIAN));
  }

  ByteBuffer words() {
    return words;
  }

  void add(long hash) {
    int at = at(hash);
    words.putLong(at, words.getLong(at) | bits(hash));
  }

  /** Adds every suffix of a host from one of {@code fewest} labels on. */
  void addAll(HostWalk walk, int fewest) {
    for (int labels = fewest; walk.has(labels); labels++) {
      add(walk.hash(labels));
    }
  }

  /** False where it was not added; true where it was, and seldom where it was not. */
  boolean admits(long hash) {
    long bits = bits(hash);
    return (words.getLong(at(hash)) & bits) == bits;
  }

  /**
   * How many labels the longest suffix has down to which every one is admitted, from one of {@code
   * fewest} labels on; less than that where already this one is not.
   */
  int depth(HostWalk walk, int fewest) {
    int labels = fewest;
    if (walk.has(labels) && isMiss(walk, labels)) {
      return labels - 1;
    }
    while (walk.has(labels) && admits(walk.hash(labels))) {
      labels++;
    }
    return labels - 1;
  }

  private boolean isMiss(HostWalk walk, int labels) {
    long hash = walk.hash(labels);
    if (walk.suffixMisses().hold(number, hash)) {
      return true;
    }
    boolean isMiss = !admits(hash);
    if (isMiss) {
      walk.suffixMisses().add(number, hash);
    }
    return isMiss;
  }

  /** By which walks remember what is not in the table of this filter; 0 where they need not. */
  long number() {
    return number;
  }

  private int at(long hash) {
    return (int) (((hash >>> 32) * count) >>> 32) * Long.BYTES;
  }

  private static long bits(long hash) {
    return 1L << hash
        | 1L << (hash >>> 6)
        | 1L << (hash >>> 12)
        | 1L << (hash >>> 18)
        | 1L << (hash >>> 24);
  }
}
