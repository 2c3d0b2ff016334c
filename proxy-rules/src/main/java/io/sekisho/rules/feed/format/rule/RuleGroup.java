package io.sekisho.rules.feed.format.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A list of addresses or ports: {@code x}, {@code [x,y]}, {@code ![x,y]}, {@code [x,![y,z]]}.
 *
 * @param listed what is meant
 * @param excluded what is taken out of it by {@code !}
 */
public record RuleGroup(List<String> listed, List<String> excluded) {
  private static final int MAX_DEPTH = 16;

  public RuleGroup {
    listed = List.copyOf(listed);
    excluded = List.copyOf(excluded);
  }

  /** Reads a group in one pass; empty where brackets or elements are missing. */
  public static Optional<RuleGroup> parse(String text) {
    return new Parser(text).parse();
  }

  /** Walks over the brackets; each knows whether what it holds is taken out. */
  private static final class Parser {
    private final String text;
    private final List<String> listed = new ArrayList<>();
    private final List<String> excluded = new ArrayList<>();
    private final Deque<Boolean> brackets = new ArrayDeque<>(List.of(false));
    private boolean negated;
    private boolean ended;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    Optional<RuleGroup> parse() {
      boolean sound = true;
      while (sound && at < text.length()) {
        sound = step(text.charAt(at));
      }
      return sound && ended && brackets.size() == 1
          ? Optional.of(new RuleGroup(listed, excluded))
          : Optional.empty();
    }

    private boolean step(char c) {
      if (c <= ' ') {
        at++;
        return true;
      }
      return switch (c) {
        case '!' -> negate();
        case '[' -> open();
        case ']' -> close();
        case ',' -> separate();
        default -> element();
      };
    }

    private boolean negate() {
      at++;
      negated = !negated;
      return !ended;
    }

    private boolean open() {
      at++;
      brackets.push(brackets.getFirst() ^ negated);
      negated = false;
      return !ended && brackets.size() <= MAX_DEPTH;
    }

    private boolean close() {
      at++;
      brackets.pop();
      return ended && !brackets.isEmpty();
    }

    private boolean separate() {
      at++;
      boolean sound = ended && brackets.size() > 1;
      ended = false;
      return sound;
    }

    private boolean element() {
      int from = at;
      while (at < text.length() && text.charAt(at) > ' ' && "[],!".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      boolean sound = !ended;
      (brackets.getFirst() ^ negated ? excluded : listed).add(text.substring(from, at));
      negated = false;
      ended = true;
      return sound;
    }
  }
}
