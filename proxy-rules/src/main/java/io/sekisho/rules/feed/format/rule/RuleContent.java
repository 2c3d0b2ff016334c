package io.sekisho.rules.feed.format.rule;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A string that a rule looks for, and where. */
final class RuleContent {
  /** What the string has to be in. */
  enum Buffer {
    /** Anywhere in the packet. */
    PACKET,
    HOST,
    URI,
    METHOD,
    HEADERS
  }

  /** What is said about its place in the buffer. */
  enum Anchor {
    START,
    END,
    /** The buffer is said to have another length than the string. */
    OTHER_LENGTH,
    /** A dot was put before the buffer. */
    DOT_PREFIX
  }

  private final String text;
  private final boolean negated;
  private final List<String> modifiers;
  private final Set<Anchor> anchors = EnumSet.noneOf(Anchor.class);
  private Buffer buffer;

  private RuleContent(String text, boolean negated, List<String> modifiers, Buffer buffer) {
    this.text = text;
    this.negated = negated;
    this.modifiers = modifiers;
    this.buffer = buffer;
  }

  /** A string without anything said about it. */
  static RuleContent plain(String text, Buffer buffer) {
    return new RuleContent(text, false, List.of(), buffer);
  }

  /** Reads {@code "text"}, {@code !"text"} or, as Snort 3 has it, {@code "text",modifier}. */
  static Optional<RuleContent> parse(String value, Buffer buffer) {
    boolean negated = value.startsWith("!");
    int first = value.indexOf('"');
    int last = value.lastIndexOf('"');
    if (first < 0 || last == first || !value.substring(0, first).replace("!", "").isBlank()) {
      return Optional.empty();
    }
    List<String> modifiers = new ArrayList<>();
    for (String modifier : value.substring(last + 1).split(",", -1)) {
      if (!modifier.isBlank()) {
        modifiers.add(modifier.strip());
      }
    }
    String text = ContentText.decoded(value.substring(first + 1, last));
    return Optional.of(new RuleContent(text, negated, modifiers, buffer));
  }

  String text() {
    return text;
  }

  boolean isNegated() {
    return negated;
  }

  List<String> modifiers() {
    return modifiers;
  }

  Buffer buffer() {
    return buffer;
  }

  void moveTo(Buffer other) {
    buffer = other;
  }

  void anchor(Anchor anchor) {
    anchors.add(anchor);
  }

  boolean has(Anchor anchor) {
    return anchors.contains(anchor);
  }
}
