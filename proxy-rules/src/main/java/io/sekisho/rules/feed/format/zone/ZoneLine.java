package io.sekisho.rules.feed.format.zone;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of one line of a zone file (RFC 1035, 5.1): white space separates them, quotes and
 * backslashes keep it, {@code ;} begins a comment, and parentheses join lines.
 */
final class ZoneLine {
  private final String text;
  private final List<String> words = new ArrayList<>();
  private int at;
  private int opened;
  private int closed;
  private @Nullable String comment;

  private ZoneLine(String text) {
    this.text = text;
  }

  static ZoneLine of(String text) {
    ZoneLine line = new ZoneLine(text);
    while (line.at < text.length()) {
      line.step(text.charAt(line.at));
    }
    return line;
  }

  private void step(char c) {
    switch (c) {
      case '(' -> {
        opened++;
        at++;
      }
      case ')' -> {
        closed++;
        at++;
      }
      case ';' -> {
        comment = text.substring(at + 1).strip();
        at = text.length();
      }
      default -> {
        if (c <= ' ') {
          at++;
        } else {
          words.add(word(c));
        }
      }
    }
  }

  private String word(char first) {
    int from = at;
    at = first == '"' ? quoteEnd() : wordEnd();
    return text.substring(from, at);
  }

  private int wordEnd() {
    int end = at;
    while (end < text.length() && text.charAt(end) > ' ' && "();".indexOf(text.charAt(end)) < 0) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end, text.length());
  }

  private int quoteEnd() {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end + 1, text.length());
  }

  List<String> words() {
    return words;
  }

  /** Parentheses opened here and not closed; negative where more are closed. */
  int depth() {
    return opened - closed;
  }

  boolean isIndented() {
    return !text.isEmpty() && text.charAt(0) <= ' ';
  }

  boolean hasWord(String word) {
    return words.stream().anyMatch(word::equalsIgnoreCase);
  }

  @Nullable String comment() {
    return comment;
  }
}
