package io.sekisho.rules.match.address;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.KeyedHash;

/** The keyed hash by which runs of networks of IPv6 are found. */
record V6Hash(HashKey key) {
  /** Of a network's first so many bits, at most 64. */
  long ofRun(long high, int length) {
    return KeyedHash.fold(upper(high, length) ^ key.second(), key.third() + length);
  }

  /** The first so many bits of a network's upper half, and zeros behind them. */
  static long upper(long high, int length) {
    return length >= Long.SIZE ? high : high & ~(-1L >>> length);
  }

  /** What a prefix of this length has of a network's lower half, and zeros behind that. */
  static long lower(long low, int length) {
    return length <= Long.SIZE ? 0 : low & -1L << (2 * Long.SIZE - length);
  }
}
