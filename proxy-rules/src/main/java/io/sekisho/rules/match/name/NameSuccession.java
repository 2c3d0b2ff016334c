package io.sekisho.rules.match.name;

import java.util.Arrays;

/**
 * What each name in order has in common with the one before. It holds the order up: a cursor that
 * does not keep it is refused.
 */
final class NameSuccession {
  private final byte[] before = new byte[HostWalk.MOST_CHARACTERS];
  private int lengthBefore;
  private Extent extentBefore = Extent.SUB_TREE;
  private int shared;
  private long suffixes;
  private boolean oneLabel;
  private int exact;

  /** Goes on to the name that the cursor is at. */
  void follow(NameCursor cursor) {
    byte[] reversed = cursor.reversed();
    int length = cursor.length();
    shared = shared(reversed, length);
    if (!isInOrder(reversed, length, cursor.extent())) {
      throw new IllegalArgumentException(
          "not behind the name before: " + NameByte.text(reversed, 0, length));
    }
    count(reversed, length);
    System.arraycopy(reversed, shared, before, shared, length - shared);
    lengthBefore = length;
    extentBefore = cursor.extent();
    exact += extentBefore == Extent.EXACT ? 1 : 0;
  }

  /** How many characters are the same, from the last one on. */
  int shared() {
    return shared;
  }

  /** The suffixes, each at least once, of the names so far: each name, and what it lies below. */
  long suffixes() {
    return suffixes;
  }

  /** How many of the names so far are exact ones. */
  int exact() {
    return exact;
  }

  /** The labels of the shortest suffix that anything is listed as: 1 or 2. */
  int fewestLabels() {
    return oneLabel ? 1 : 2;
  }

  private int shared(byte[] reversed, int length) {
    int most = Math.min(length, lengthBefore);
    int mismatch = Arrays.mismatch(reversed, 0, most, before, 0, most);
    return mismatch < 0 ? most : mismatch;
  }

  private boolean isInOrder(byte[] reversed, int length, Extent extent) {
    if (length == 0 || shared == length) {
      return shared == lengthBefore && extent.compareTo(extentBefore) > 0 && length > 0;
    }
    return shared == lengthBefore
        || Byte.toUnsignedInt(reversed[shared]) > Byte.toUnsignedInt(before[shared]);
  }

  private void count(byte[] reversed, int length) {
    int dots = 0;
    for (int i = shared; i < length; i++) {
      if (reversed[i] == '.') {
        dots++;
      }
    }
    suffixes += dots + 1;
    oneLabel |= dots == 0 && !hasDot(reversed, shared);
  }

  private static boolean hasDot(byte[] reversed, int length) {
    for (int i = 0; i < length; i++) {
      if (reversed[i] == '.') {
        return true;
      }
    }
    return false;
  }
}
