package io.sekisho.rules.match.key;

import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.MergeOrder;
import io.sekisho.rules.match.table.SectionBytes;
import io.sekisho.rules.match.table.TableFullException;
import java.util.Arrays;

/** Patterns that are found by a key, as they arrive, to be put in order. For one thread. */
public final class KeyList {
  private final KeyBytes written = new KeyBytes();
  private byte[] keys = new byte[256];
  private int[] starts = new int[16];
  private int size;

  /**
   * Adds a pattern and gives its number; the first is 0.
   *
   * @throws IllegalArgumentException if the pattern is not of a kind that is found by a key
   * @throws TableFullException if the list is full, at 2 GiB of keys
   */
  public int add(Pattern pattern) {
    PatternKey.write(pattern, written);
    makeRoom(written.length());
    System.arraycopy(written.array(), 0, keys, starts[size], written.length());
    starts[size + 1] = starts[size] + written.length();
    return size++;
  }

  private void makeRoom(int length) {
    long needed = (long) starts[size] + length;
    if (needed > SectionBytes.MOST) {
      throw new TableFullException("a list of keys", needed, SectionBytes.MOST);
    }
    if (needed > keys.length) {
      long more = Math.min(SectionBytes.MOST, needed + needed / 2);
      keys = Arrays.copyOf(keys, (int) more);
    }
    if (size + 2 > starts.length) {
      starts = Arrays.copyOf(starts, size + 2 + (size >>> 1));
    }
  }

  /** How many were added. */
  public int size() {
    return size;
  }

  /** What it takes in memory. */
  public long bytes() {
    return keys.length + (long) Integer.BYTES * starts.length;
  }

  /** The pattern with a number. */
  public Pattern pattern(int arrival) {
    byte[] key = Arrays.copyOfRange(keys, starts[arrival], starts[arrival + 1]);
    return PatternKey.read(key, key.length);
  }

  /** All that were added, in order; those that are the same in the order in which they came. */
  public SortedKeys sorted() {
    return new SortedKeys(this, MergeOrder.of(size, this::compare));
  }

  int length(int arrival) {
    return starts[arrival + 1] - starts[arrival];
  }

  /** Copies a key to the beginning of an array that has room for it. */
  void copy(int arrival, byte[] to) {
    System.arraycopy(keys, starts[arrival], to, 0, length(arrival));
  }

  boolean areSame(int one, int other) {
    return compare(one, other) == 0;
  }

  private int compare(int one, int other) {
    return Arrays.compareUnsigned(
        keys, starts[one], starts[one + 1], keys, starts[other], starts[other + 1]);
  }
}
