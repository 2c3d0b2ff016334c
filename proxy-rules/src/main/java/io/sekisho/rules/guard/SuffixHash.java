package io.sekisho.rules.guard;

import java.security.SecureRandom;

/**
 * A keyed hash of text that is read right to left, so that one pass gives the hash of every suffix.
 *
 * <p>It is a polynomial modulo 2^61 - 1 at a secret point (Carter and Wegman, "Universal classes of
 * hash functions", 1979): two different names of n characters collide for n keys in 2^61, so
 * without the key nobody can prepare names that do. The key lives as long as the process.
 */
final class SuffixHash {
  static final long EMPTY = 1;

  private static final long PRIME = (1L << 61) - 1;
  private static final long POINT;
  private static final long SALT;

  static {
    SecureRandom random = new SecureRandom();
    POINT = (random.nextLong() & PRIME) | 1L << 60;
    SALT = random.nextLong() | 1;
  }

  private SuffixHash() {}

  /** The hash of {@code c} followed by the text that {@code hash} stands for. */
  static long prepend(char c, long hash) {
    long low = hash * POINT;
    long high = Math.multiplyHigh(hash, POINT) << 3 | low >>> 61;
    long sum = (low & PRIME) + high + c;
    return (sum & PRIME) + (sum >>> 61);
  }

  /** 32 well mixed bits of the hash. */
  static int bits(long hash) {
    long mixed = (hash ^ hash >>> 29) * SALT;
    mixed = (mixed ^ mixed >>> 32) * 0x9e37_79b9_7f4a_7c15L;
    return (int) (mixed >>> 32);
  }
}
