package io.sekisho.rules.match;

import java.util.Arrays;

/** What is said with each pattern that arrives at one table, in the order of arrival. */
final class Arrivals {
  private static final int BYTES = 3 * Integer.BYTES;

  private int[] claims = new int[4];
  private int[] ends = new int[4];
  private int[] lines = new int[4];
  private int size;

  void add(int claim, int end, int line) {
    if (size == claims.length) {
      int next = (int) Math.min(Integer.MAX_VALUE - 8, size * 3L / 2);
      claims = Arrays.copyOf(claims, next);
      ends = Arrays.copyOf(ends, next);
      lines = Arrays.copyOf(lines, next);
    }
    claims[size] = claim;
    ends[size] = end;
    lines[size++] = line;
  }

  int size() {
    return size;
  }

  int claim(int arrival) {
    return claims[arrival];
  }

  int end(int arrival) {
    return ends[arrival];
  }

  int line(int arrival) {
    return lines[arrival];
  }

  long bytes() {
    return (long) BYTES * claims.length;
  }
}
