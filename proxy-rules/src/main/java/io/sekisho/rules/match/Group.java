package io.sekisho.rules.match;

import java.util.Arrays;

/** What is said of one pattern, while a level is built. Used again for the next pattern. */
final class Group {
  private int[] claims = new int[4];
  private int[] ends = new int[4];
  private int[] lines = new int[4];
  private int size;

  int size() {
    return size;
  }

  int claim(int index) {
    return claims[index];
  }

  int end(int index) {
    return ends[index];
  }

  int line(int index) {
    return lines[index];
  }

  void clear() {
    size = 0;
  }

  /** Forgets all but the first so many. */
  void cutTo(int kept) {
    size = kept;
  }

  void add(int claim, int end, int line) {
    if (size == claims.length) {
      claims = Arrays.copyOf(claims, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      lines = Arrays.copyOf(lines, 2 * size);
    }
    set(size++, claim, end, line);
  }

  void set(int index, int claim, int end, int line) {
    claims[index] = claim;
    ends[index] = end;
    lines[index] = line;
  }
}
