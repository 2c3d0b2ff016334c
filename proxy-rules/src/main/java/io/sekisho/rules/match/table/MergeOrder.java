package io.sekisho.rules.match.table;

/** Puts things that are known by numbers in order, those that are equal by their numbers. */
public final class MergeOrder {
  /** Compares two things by their numbers, as a comparator does. */
  @FunctionalInterface
  public interface Comparison {
    int compare(int one, int other);
  }

  private MergeOrder() {}

  /** The numbers 0 to {@code count - 1} in order. */
  public static int[] of(int count, Comparison comparison) {
    int[] from = new int[count];
    for (int i = 0; i < count; i++) {
      from[i] = i;
    }
    int[] to = new int[count];
    for (int width = 1; width < count && width > 0; width *= 2) {
      for (long low = 0; low < count; low += 2L * width) {
        merge(from, to, (int) low, width, comparison);
      }
      int[] merged = to;
      to = from;
      from = merged;
    }
    return from;
  }

  private static void merge(int[] from, int[] to, int low, int width, Comparison comparison) {
    int middle = (int) Math.min((long) low + width, from.length);
    int end = (int) Math.min((long) middle + width, from.length);
    int left = low;
    int right = middle;
    for (int at = low; at < end; at++) {
      boolean takeLeft =
          right == end || (left < middle && comparison.compare(from[left], from[right]) <= 0);
      to[at] = from[takeLeft ? left++ : right++];
    }
  }
}
