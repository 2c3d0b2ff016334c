package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;
import java.util.Arrays;

/**
 * Puts the numbers of names in {@linkplain NameOrder order}: a word for each, its place above its
 * number, is sorted, and then those are settled whose places begin alike.
 */
final class NameSort {
  private final NameList list;
  private final HostWalk walk;
  private final long numbers;

  private NameSort(NameList list, HashKey key, int numberBits) {
    this.list = list;
    this.walk = new HostWalk(key);
    this.numbers = (1L << numberBits) - 1;
  }

  /** The numbers of all names of the list in order; those of the same name in theirs. */
  static int[] order(NameList list, HashKey key) {
    return order(list, key, Integer.SIZE - Integer.numberOfLeadingZeros(list.size()));
  }

  /** The same, with words that have room for numbers of so many bits, and for less of the place. */
  static int[] order(NameList list, HashKey key, int numberBits) {
    NameSort sort = new NameSort(list, key, numberBits);
    return sort.settled(sort.words());
  }

  private long[] words() {
    long[] words = new long[list.size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = ((place(i) & ~numbers) ^ Long.MIN_VALUE) | i; // as signed numbers are in order
    }
    Arrays.sort(words);
    return words;
  }

  private int[] settled(long[] words) {
    int[] order = new int[words.length];
    int from = 0;
    for (int i = 0; i < words.length; i++) {
      order[i] = (int) (words[i] & numbers);
      if (i + 1 == words.length || ((words[i] ^ words[i + 1]) & ~numbers) != 0) {
        settle(order, from, i + 1);
        from = i + 1;
      }
    }
    return order;
  }

  /** Most often, what begins alike is one name again and again, in order already. */
  private void settle(int[] order, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (!list.isSame(order[from], order[i])) {
        sort(order, from, to);
        return;
      }
    }
  }

  private void sort(int[] order, int from, int to) {
    Integer[] run = new Integer[to - from];
    Arrays.setAll(run, i -> order[from + i]);
    Arrays.sort(run, this::compare);
    for (int i = from; i < to; i++) {
      order[i] = run[i - from];
    }
  }

  private int compare(int one, int other) {
    int byPlace = Long.compareUnsigned(place(one), place(other));
    return byPlace != 0 ? byPlace : list.compare(one, other);
  }

  private long place(int name) {
    return list.toWalk(walk, name).place(list.extent(name));
  }
}
