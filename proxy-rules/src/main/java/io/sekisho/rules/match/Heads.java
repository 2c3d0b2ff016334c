package io.sekisho.rules.match;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Goes through the entries of several sorted tables at once, pattern after pattern, each table by a
 * cursor of its own. For one thread.
 */
final class Heads<C> {
  private final List<C> cursors;
  private final Predicate<C> advance;
  private final Comparator<C> order;
  private final int[] entries;
  private final boolean[] live;
  private final boolean[] here;
  private int first;

  Heads(List<C> cursors, Predicate<C> advance, Comparator<C> order) {
    this.cursors = cursors;
    this.advance = advance;
    this.order = order;
    this.entries = new int[cursors.size()];
    this.live = new boolean[cursors.size()];
    this.here = new boolean[cursors.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = -1;
      here[i] = true;
    }
  }

  /** Goes to the next pattern; false behind the last. */
  boolean next() {
    for (int i = 0; i < entries.length; i++) {
      if (here[i]) {
        live[i] = advance.test(cursors.get(i));
        entries[i]++;
      }
    }
    first = least();
    for (int i = 0; i < entries.length; i++) {
      here[i] = first >= 0 && live[i] && order.compare(cursors.get(i), cursors.get(first)) == 0;
    }
    return first >= 0;
  }

  private int least() {
    int least = -1;
    for (int i = 0; i < entries.length; i++) {
      if (live[i] && (least < 0 || order.compare(cursors.get(i), cursors.get(least)) < 0)) {
        least = i;
      }
    }
    return least;
  }

  /** A cursor that is at the pattern. */
  C cursor() {
    return cursors.get(first);
  }

  /** Whether a table has the pattern. */
  boolean isIn(int table) {
    return here[table];
  }

  /** The entry of the pattern in a table that has it. */
  int entry(int table) {
    return entries[table];
  }
}
