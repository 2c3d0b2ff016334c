package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;

/**
 * The keyed hash of a suffix, grown leftwards. A label goes in as words of eight bytes from its
 * right end and one of the up to seven that remain, each by a multiplication folded to 64 bits, as
 * in wyhash (github.com/wangyi-fudan/wyhash); but every multiplier is secret, since there are
 * inputs that collide whatever the seed where they are known.
 */
final class SuffixHash {
  private final long seed;
  private final long wordSecret;
  private final long restSecret;
  private final long entrySecret;

  SuffixHash(HashKey key) {
    this.seed = key.first();
    this.wordSecret = spread(key.second()) | 1;
    this.restSecret = spread(key.third()) | 1;
    this.entrySecret = spread(key.fourth()) | 1;
  }

  /** Of no label at all. */
  long seed() {
    return seed;
  }

  /** With eight more bytes to the left, the first of them in the lowest place. */
  long word(long hash, long word) {
    return fold(hash ^ word, wordSecret);
  }

  /** With the rest of a label, of so many bytes; this ends the label. */
  long rest(long hash, long rest, int bytes) {
    return fold(hash ^ rest ^ entrySecret, restSecret ^ ((long) bytes << 1));
  }

  /** Of an entry, by the hash of its name. */
  long entry(long hash, Extent extent) {
    return extent == Extent.EXACT ? fold(~hash, entrySecret) : fold(hash, entrySecret);
  }

  /** Many ones and zeros also of a number that has few (the finalizer of SplittableRandom). */
  private static long spread(long secret) {
    long spread = secret + 0x9e37_79b9_7f4a_7c15L;
    spread = (spread ^ (spread >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    spread = (spread ^ (spread >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return spread ^ (spread >>> 31);
  }

  private static long fold(long one, long other) {
    return Math.multiplyHigh(one, other) ^ (one * other);
  }
}
