package io.sekisho.rules.feed.format;

import java.util.OptionalInt;

/** Whole numbers as lists write them: decimal digits and nothing else. */
final class Score {
  private static final int MAX_DIGITS = 9;

  private Score() {}

  /** The number; empty where {@code text} is none from 0 to {@code max}. */
  static OptionalInt of(String text, int max) {
    boolean digits = !text.isEmpty() && text.length() <= MAX_DIGITS && areDigits(text);
    int number = digits ? Integer.parseInt(text) : -1;
    return number < 0 || number > max ? OptionalInt.empty() : OptionalInt.of(number);
  }

  static boolean areDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
