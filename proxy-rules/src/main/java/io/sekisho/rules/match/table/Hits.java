package io.sekisho.rules.match.table;

import java.util.Arrays;

/** Entry numbers that a look-up found, in the order found. Used again and again by one thread. */
public final class Hits {
  /** Instead of an entry number: there is none. */
  public static final int NONE = -1;

  private int[] entries = new int[16];
  private int count;
  private int first;

  public void clear() {
    count = 0;
    first = 0;
  }

  /** Entries that are added from now on are numbered from here: one table of several is asked. */
  public void numberFrom(int number) {
    first = number;
  }

  public void add(int entry) {
    if (count == entries.length) {
      entries = Arrays.copyOf(entries, 2 * count);
    }
    entries[count++] = first + entry;
  }

  /** Turns the order of those from an index on around. */
  public void reverse(int from) {
    for (int low = from, high = count - 1; low < high; low++, high--) {
      int entry = entries[low];
      entries[low] = entries[high];
      entries[high] = entry;
    }
  }

  public int count() {
    return count;
  }

  public int entry(int index) {
    return entries[index];
  }
}
