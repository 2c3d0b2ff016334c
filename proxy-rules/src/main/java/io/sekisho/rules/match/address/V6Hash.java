package io.sekisho.rules.match.address;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.KeyedHash;

/** The keyed hashes by which prefixes of IPv6 are found. */
record V6Hash(HashKey key) {
  /** Of a prefix in the index. */
  long ofPrefix(long high, long low, int length) {
    long network = KeyedHash.fold(high ^ key.first(), low ^ key.second());
    return KeyedHash.fold(network ^ key.third(), key.fourth() + length);
  }

  /** Of the first so many bits, at most 64, in the gate. */
  long ofGate(long high, int length) {
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
