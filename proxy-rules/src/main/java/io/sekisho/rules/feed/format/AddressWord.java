package io.sekisho.rules.feed.format;

import org.jspecify.annotations.Nullable;

/**
 * The address, prefix or range that a line begins with; white space, {@code ;} or {@code #} ends
 * it. White space around the dash of a range is taken out.
 *
 * @param rest what follows it, comment marks included
 */
record AddressWord(String text, String rest) {
  /** Longest comment that is kept, in characters. */
  private static final int MAX_COMMENT = 200;

  private static final String MARKS = ";#!/";

  static AddressWord of(String line) {
    int end = wordEnd(line, 0);
    int dash = FeedLine.skipSpace(line, end);
    boolean spacedRange = dash > end && dash < line.length() - 1 && line.charAt(dash) == '-';
    if (!spacedRange) {
      return new AddressWord(line.substring(0, end), line.substring(end));
    }
    int second = FeedLine.skipSpace(line, dash + 1);
    int secondEnd = wordEnd(line, second);
    return new AddressWord(
        line.substring(0, end) + "-" + line.substring(second, secondEnd),
        line.substring(secondEnd));
  }

  private static int wordEnd(String text, int from) {
    int end = FeedLine.wordEnd(text, from);
    int semicolon = text.indexOf(';', from);
    return semicolon >= 0 && semicolon < end ? semicolon : end;
  }

  /** What the comment behind it says; null where there is none. */
  @Nullable String comment() {
    return comment(rest);
  }

  /** {@code text} without the marks that begin a comment; null where nothing is left. */
  static @Nullable String comment(String text) {
    int from = 0;
    while (from < text.length() && (text.charAt(from) <= ' ' || isMark(text.charAt(from)))) {
      from++;
    }
    int to = Math.min(text.length(), from + MAX_COMMENT);
    return from == to ? null : text.substring(from, to).strip();
  }

  private static boolean isMark(char c) {
    return MARKS.indexOf(c) >= 0;
  }
}
