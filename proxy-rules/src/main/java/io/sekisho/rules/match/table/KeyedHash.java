package io.sekisho.rules.match.table;

/**
 * What the keyed hashes of addresses and keys are made of: the two halves of a product of 128 bits,
 * laid over each other. Whatever comes from outside is combined with a secret before it is
 * multiplied, so nobody without the secret can prepare values that collide.
 */
public final class KeyedHash {
  private KeyedHash() {}

  /** Two numbers, each already combined with a secret, as one. */
  public static long fold(long one, long other) {
    return Math.multiplyHigh(one, other) ^ one * other;
  }

  /** The hash evenly mapped to 0 to {@code bound - 1}, by its upper half. */
  public static int reduced(long hash, int bound) {
    return (int) (((hash >>> 32) * bound) >>> 32);
  }

  /** Four bits of a word, chosen by the lower half of a hash; shifts count modulo 64. */
  public static long fourBits(long hash) {
    return 1L << hash | 1L << (hash >>> 6) | 1L << (hash >>> 12) | 1L << (hash >>> 18);
  }
}
