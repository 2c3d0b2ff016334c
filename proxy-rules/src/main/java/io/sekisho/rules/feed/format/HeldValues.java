package io.sekisho.rules.feed.format;

import java.util.Arrays;
import java.util.function.Consumer;

/** Values that wait for something behind them, as compactly as they stand in the copy. */
final class HeldValues {
  /** Most characters and values that wait: a list of a million names has about a quarter. */
  static final int MAX_CHARACTERS = 1 << 26;

  static final int MAX_VALUES = 1 << 22;

  private final StringBuilder texts = new StringBuilder();
  private int[] ends = new int[64];
  private int[] lines = new int[64];
  private int size;

  /** False where there is no room for it. */
  boolean add(FeedLine value) {
    if (size == MAX_VALUES || texts.length() + value.text().length() > MAX_CHARACTERS) {
      return false;
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      lines = Arrays.copyOf(lines, 2 * size);
    }
    texts.append(value.text());
    ends[size] = texts.length();
    lines[size++] = value.number();
    return true;
  }

  /** Hands on all of them in their order. */
  void forEach(Consumer<FeedLine> values) {
    for (int i = 0; i < size; i++) {
      values.accept(new FeedLine(lines[i], texts.substring(i == 0 ? 0 : ends[i - 1], ends[i])));
    }
  }
}
