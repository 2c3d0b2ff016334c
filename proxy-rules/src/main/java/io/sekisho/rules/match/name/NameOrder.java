package io.sekisho.rules.match.name;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The order of names: by their places, which are keyed hashes ({@link NameHead}), so it is another
 * one for each key, and nobody can prepare names that come together. Of names that have the same
 * place by chance, the sub-trees come first, and then it is by their characters from the last to
 * the first.
 */
public final class NameOrder {
  /** For cursors that have the same key. */
  public static final Comparator<NameCursor> BY_PLACE = NameOrder::compare;

  private NameOrder() {}

  private static int compare(NameCursor one, NameCursor other) {
    int byPlace = Long.compareUnsigned(one.place(), other.place());
    return byPlace != 0 ? byPlace : compareNames(one, other);
  }

  /** The order of names that have the same place. */
  private static int compareNames(NameCursor one, NameCursor other) {
    int byExtent = one.extent().compareTo(other.extent());
    return byExtent != 0
        ? byExtent
        : Arrays.compareUnsigned(
            one.reversed(), 0, one.length(), other.reversed(), 0, other.length());
  }
}
