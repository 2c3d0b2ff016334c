package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Refusal;

/**
 * One line of a copy, without its end and without white space at its edges.
 *
 * @param number from 1
 * @param start where its text began before that was taken off
 */
record FeedLine(int number, String text, Start start) {
  /** Where the text of a line begins; zone files alone give that a meaning. */
  enum Start {
    AT_EDGE,
    INDENTED
  }

  /** What an inline comment begins with, where white space stands before it. */
  private static final String INLINE_MARKS = "#;!";

  FeedLine(int number, String text) {
    this(number, text, Start.AT_EDGE);
  }

  FeedEntry claim(Pattern pattern) {
    return new FeedEntry.Claim(pattern, number);
  }

  FeedEntry claim(Pattern pattern, Particulars particulars) {
    return new FeedEntry.Claim(pattern, number, particulars);
  }

  FeedEntry rejected(RejectReason reason) {
    return new FeedEntry.Rejected(number, text, reason);
  }

  FeedEntry rejected(Refusal reason) {
    return rejected(RejectReason.of(reason));
  }

  /** Whether nothing stands here for a machine: {@code #}, {@code ;}, {@code !}, {@code //}. */
  boolean isBlankOrComment() {
    return text.isEmpty() || INLINE_MARKS.indexOf(text.charAt(0)) >= 0 || text.startsWith("//");
  }

  /** The text before the first white space or {@code #}. */
  String firstWord() {
    int end = wordEnd(text, 0);
    return end == text.length() ? text : text.substring(0, end);
  }

  static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length() && !endsWord(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean endsWord(char c) {
    return c <= ' ' || c == '#';
  }

  /** The index of the first character from {@code from} on that is not white space. */
  static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at;
  }

  /** Whether at {@code from}, white space passed over, there is nothing but a comment. */
  boolean endsAt(int from) {
    int at = skipSpace(text, from);
    return at == text.length()
        || INLINE_MARKS.indexOf(text.charAt(at)) >= 0
        || text.startsWith("//", at);
  }
}
