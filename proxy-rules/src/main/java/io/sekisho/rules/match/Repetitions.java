package io.sekisho.rules.match;

import io.sekisho.rules.match.name.Extent;
import io.sekisho.rules.match.name.NameList;
import java.util.Arrays;

/**
 * The names that came last, so that a list that says the same again and again does not grow. Found
 * by their hashes, of which an older one may be forgotten for a newer one. For one thread.
 */
final class Repetitions {
  private static final int SLOTS = 1 << 16;

  /** Shorter lists need none. */
  private static final int FROM = 1 << 12;

  private static final int[] NONE = new int[0];

  private int[] hashes = NONE;
  private int[] arrivals = NONE;

  /** The number that the name has, if it came before and is remembered; negative otherwise. */
  int find(NameList names, String name, Extent extent) {
    if (names.size() < FROM) {
      return -1;
    }
    if (hashes.length == 0) {
      hashes = new int[SLOTS];
      arrivals = new int[SLOTS];
      Arrays.fill(arrivals, -1);
    }
    int hash = name.hashCode() * 31 + (extent == Extent.EXACT ? 1 : 0);
    int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
    int known = hashes[slot] == hash ? arrivals[slot] : -1;
    if (known >= 0 && names.isAt(known, name, extent)) {
      return known;
    }
    hashes[slot] = hash;
    arrivals[slot] = names.size();
    return -1;
  }

  /** The numbers of names are others now. */
  void forget() {
    hashes = NONE;
    arrivals = NONE;
  }
}
