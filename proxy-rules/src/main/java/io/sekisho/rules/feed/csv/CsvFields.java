package io.sekisho.rules.feed.csv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The fields of one record of separated values (RFC 4180). White space around a field is no part of
 * it, within quotes it is. A quote that is never closed ends with the record.
 */
public final class CsvFields {
  private final String text;
  private final char separator;
  private final List<String> fields = new ArrayList<>();
  private boolean open;
  private boolean sound = true;
  private int at;

  private CsvFields(String text, char separator) {
    this.text = text;
    this.separator = separator;
  }

  public static CsvFields of(String text, char separator) {
    CsvFields record = new CsvFields(text, separator);
    record.fields.add(record.next());
    while (record.at < text.length()) {
      record.at++;
      record.fields.add(record.next());
    }
    return record;
  }

  public List<String> list() {
    return Collections.unmodifiableList(fields);
  }

  /** Whether a quote was opened and not closed, so that the record may go on in the next line. */
  public boolean isOpen() {
    return open;
  }

  /** Whether every quote that was opened ends a field. */
  public boolean isSound() {
    return sound && !open;
  }

  private String next() {
    skipSpace();
    if (at < text.length() && text.charAt(at) == '"') {
      at++;
      return quoted();
    }
    int end = separatorFrom(at);
    String field = text.substring(Math.min(at, end), end).strip();
    at = end;
    return field;
  }

  private void skipSpace() {
    while (at < text.length() && text.charAt(at) <= ' ' && text.charAt(at) != separator) {
      at++;
    }
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
        closeQuote();
        return field.toString();
      }
    }
    open = true;
    return field.toString();
  }

  private void closeQuote() {
    int end = separatorFrom(at);
    sound &= text.substring(at, end).isBlank();
    at = end;
  }

  private int separatorFrom(int from) {
    int found = text.indexOf(separator, from);
    return found < 0 ? text.length() : found;
  }
}
