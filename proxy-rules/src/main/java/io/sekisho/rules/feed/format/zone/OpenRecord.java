package io.sekisho.rules.feed.format.zone;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record, or the part of it that was read while its parentheses are open. */
final class OpenRecord {
  /** Most lines of one record: those of an SOA record are seven or so. */
  private static final int MAX_LINES = 32;

  private final int line;
  private final String text;
  private final boolean indented;
  private final List<String> words = new ArrayList<>();
  private int lines;
  private int depth;
  private @Nullable String comment;

  OpenRecord(int line, String text, ZoneLine first) {
    this.line = line;
    this.text = text.strip();
    this.indented = first.isIndented();
    add(first);
  }

  void add(ZoneLine next) {
    words.addAll(next.words());
    depth += next.depth();
    lines++;
    comment = next.comment();
  }

  boolean isOpen() {
    return depth > 0;
  }

  /** Whether the next line cannot belong to it, so that a parenthesis was forgotten. */
  boolean isBrokenOffBy(ZoneLine next) {
    return lines == MAX_LINES || (!next.isIndented() && next.hasWord("CNAME"));
  }

  boolean isBalanced() {
    return depth == 0;
  }

  boolean isIndented() {
    return indented;
  }

  List<String> words() {
    return words;
  }

  ZoneFault fault(ZoneFault.Reason reason) {
    return new ZoneFault(line, text, reason);
  }

  ZoneRecord resource(String owner, RecordFields fields) {
    return new ZoneRecord(line, text, owner, fields.type(), fields.data(), comment);
  }
}
