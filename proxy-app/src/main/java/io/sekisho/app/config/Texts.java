package io.sekisho.app.config;

import java.util.regex.Pattern;

/** Texts that people read somewhere else. */
final class Texts {
  /** Letters, marks, digits, punctuation and symbols of any script, and single spaces between. */
  private static final Pattern PRINTABLE =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]+([ \u3000][\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}]+)*");

  private static final int LONGEST = 200;

  private Texts() {}

  /** One line for a page. */
  static String line(String text) throws BadValue {
    if (text.length() > LONGEST || !PRINTABLE.matcher(text).matches()) {
      throw new BadValue(
          "is not a line: up to 200 printable characters, with single spaces between");
    }
    return text;
  }
}
