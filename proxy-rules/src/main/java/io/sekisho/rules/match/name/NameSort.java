package io.sekisho.rules.match.name;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Sorts the numbers of names, eight bytes of each name at a time: multikey quicksort (Bentley,
 * Sedgewick: Fast Algorithms for Sorting and Searching Strings, 1997) with those eight bytes kept
 * beside the number (Ng, Kakehi: Cache Efficient Radix Sort for String Sorting, 2007), since each
 * look at a name itself misses the cache.
 */
final class NameSort {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int FEW = 12;
  private static final int MANY = 100;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long TO_HIGH_BIT = 0x6060_6060_6060_6060L;

  private final SplittableRandom lot = new SplittableRandom();
  private final NameList list;
  private final int[] order;
  private final long[] words;

  private NameSort(NameList list) {
    this.list = list;
    this.order = new int[list.size()];
    this.words = new long[list.size()];
  }

  /** The numbers of all names of the list in order; those of the same name in theirs. */
  static int[] order(NameList list) {
    NameSort sort = new NameSort(list);
    Arrays.setAll(sort.order, i -> i);
    sort.load(0, list.size(), 0);
    sort.sort(0, list.size(), 0);
    return sort.order;
  }

  /** Puts those between in order, which are the same up to {@code depth}, by their words there. */
  private void sort(int first, int last, int depth) {
    int from = first;
    int to = last;
    while (to - from > FEW) {
      long pivot = pivot(from, to);
      int less = from;
      int more = to;
      int at = from;
      while (at < more) {
        long word = words[at];
        if (word == pivot) {
          at++;
        } else if (Long.compareUnsigned(word, pivot) < 0) {
          swap(at++, less++);
        } else {
          swap(at, --more);
        }
      }
      sortEqual(less, more, depth);
      if (less - from < to - more) {
        sort(from, less, depth);
        from = more;
      } else {
        sort(more, to, depth);
        to = less;
      }
    }
    sortFew(from, to, depth);
  }

  /** Goes on behind a word that they share, unless the names end in it. */
  private void sortEqual(int from, int to, int depth) {
    if (to - from < 2) {
      return;
    }
    if (hasEnd(words[from])) {
      Arrays.sort(order, from, to);
    } else {
      load(from, to, depth + Long.BYTES);
      sort(from, to, depth + Long.BYTES);
    }
  }

  private void sortFew(int from, int to, int depth) {
    for (int i = from + 1; i < to; i++) {
      int name = order[i];
      long word = words[i];
      int at = i;
      while (at > from && isBefore(word, name, at - 1, depth)) {
        order[at] = order[at - 1];
        words[at] = words[at - 1];
        at--;
      }
      order[at] = name;
      words[at] = word;
    }
  }

  private boolean isBefore(long word, int name, int other, int depth) {
    int byWord = Long.compareUnsigned(word, words[other]);
    return byWord < 0 || (byWord == 0 && isBeforeBehind(word, name, order[other], depth));
  }

  private boolean isBeforeBehind(long same, int name, int other, int depth) {
    long word = same;
    long otherWord = same;
    for (int i = depth; word == otherWord; i += Long.BYTES) {
      if (hasEnd(word)) {
        return name < other;
      }
      word = word(name, i + Long.BYTES);
      otherWord = word(other, i + Long.BYTES);
    }
    return Long.compareUnsigned(word, otherWord) < 0;
  }

  /** Drawn by lot where there are many, so that no list can be made to take long. */
  private long pivot(int from, int to) {
    if (to - from < MANY) {
      return median(words[from], words[(from + to) >>> 1], words[to - 1]);
    }
    return median(
        median(any(from, to), any(from, to), any(from, to)),
        median(any(from, to), any(from, to), any(from, to)),
        median(any(from, to), any(from, to), any(from, to)));
  }

  private long any(int from, int to) {
    return words[lot.nextInt(from, to)];
  }

  private static long median(long a, long b, long c) {
    if (Long.compareUnsigned(a, b) > 0) {
      return median(b, a, c);
    }
    return Long.compareUnsigned(b, c) <= 0 ? b : Long.compareUnsigned(a, c) > 0 ? a : c;
  }

  private void swap(int one, int other) {
    int name = order[one];
    order[one] = order[other];
    order[other] = name;
    long word = words[one];
    words[one] = words[other];
    words[other] = word;
  }

  private void load(int from, int to, int depth) {
    for (int i = from; i < to; i++) {
      words[i] = word(order[i], depth);
    }
  }

  /** Eight bytes of a name, the first in the highest place, and nothing of what lies behind it. */
  private long word(int name, int depth) {
    long word = (long) WORD.get(list.page(name), list.from(name) + depth);
    long ends = ends(word);
    return ends == 0 ? word : word & -(Long.highestOneBit(ends) >>> 7);
  }

  private static boolean hasEnd(long word) {
    return ends(word) != 0;
  }

  /** The highest bit of each byte below 0x20; of all bytes between, none is ever in a name. */
  private static long ends(long word) {
    return ~(((word & ~HIGH_BITS) + TO_HIGH_BIT) | word) & HIGH_BITS;
  }
}
