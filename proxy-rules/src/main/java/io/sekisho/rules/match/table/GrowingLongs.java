package io.sekisho.rules.match.table;

import java.util.ArrayList;
import java.util.List;

/** Numbers that are not copied as they become more; for one thread. */
public final class GrowingLongs {
  private static final int PIECE_BITS = 9;
  private static final int PIECE = 1 << PIECE_BITS;

  private final List<long[]> pieces = new ArrayList<>();
  private int size;

  public void add(long value) {
    if (size >>> PIECE_BITS == pieces.size()) {
      pieces.add(new long[PIECE]);
    }
    pieces.get(size >>> PIECE_BITS)[size & PIECE - 1] = value;
    size++;
  }

  public int size() {
    return size;
  }

  /** The number at a place, from 0. */
  public long get(int index) {
    return pieces.get(index >>> PIECE_BITS)[index & PIECE - 1];
  }
}
