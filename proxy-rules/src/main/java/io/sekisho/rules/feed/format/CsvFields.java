package io.sekisho.rules.feed.format;

import java.util.ArrayList;
import java.util.List;

/** The fields of one line of comma-separated values (RFC 4180), or of tab-separated ones. */
final class CsvFields {
  private final String text;
  private final char separator;
  private int at;

  private CsvFields(String text) {
    this.text = text;
    this.separator = text.indexOf(',') < 0 && text.indexOf('\t') >= 0 ? '\t' : ',';
  }

  /** Splits a line. White space around a field is no part of it, and an open quote ends with it. */
  static List<String> of(String line) {
    CsvFields fields = new CsvFields(line);
    List<String> found = new ArrayList<>();
    found.add(fields.next());
    while (fields.at < line.length()) {
      fields.at++;
      found.add(fields.next());
    }
    return found;
  }

  private String next() {
    at = FeedLine.skipSpace(text, at);
    if (at < text.length() && text.charAt(at) == '"') {
      at++;
      return quoted();
    }
    int end = separatorFrom(at);
    String field = text.substring(Math.min(at, end), end).strip();
    at = end;
    return field;
  }

  /** What stands between quotes, where a doubled one is one; text behind them is left out. */
  private String quoted() {
    StringBuilder field = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append(text.charAt(at++));
      } else {
        at = separatorFrom(at);
        return field.toString();
      }
    }
    return field.toString();
  }

  private int separatorFrom(int from) {
    int found = text.indexOf(separator, from);
    return found < 0 ? text.length() : found;
  }
}
