package io.sekisho.rules.feed.format.rule;

import io.sekisho.rules.indicator.RequestedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule: {@code action protocol source ports -> destination ports (options)}. The rules of Snort 3
 * for a service or a file may leave the addresses out, which is {@code any}.
 */
public record Rule(
    String action,
    String protocol,
    String source,
    String direction,
    Target destination,
    List<RuleOption> options) {
  private static final Set<String> ACTIONS =
      Set.of(
          "alert",
          "block",
          "drop",
          "log",
          "pass",
          "react",
          "reject",
          "rejectboth",
          "rejectdst",
          "rejectsrc",
          "rewrite",
          "sdrop");
  private static final Set<String> DIRECTIONS = Set.of("->", "<>");
  private static final Target ANYWHERE = new Target("any", "any");

  /** Where the traffic goes, as it is written. */
  public record Target(String addresses, String ports) {}

  public Rule {
    options = List.copyOf(options);
  }

  /** Whether {@code text} begins as a rule does. */
  public static boolean begins(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) != '(') {
      end++;
    }
    return ACTIONS.contains(text.substring(0, end));
  }

  /** Reads a rule; empty where {@code text} is none. */
  public static Optional<Rule> parse(String text) {
    int open = text.indexOf('(');
    if (open < 0 || !text.endsWith(")") || !begins(text)) {
      return Optional.empty();
    }
    List<String> header = words(text.substring(0, open));
    List<RuleOption> options = RuleOption.all(text.substring(open + 1, text.length() - 1));
    return switch (header.size()) {
      case 2 -> Optional.of(new Rule(header.get(0), header.get(1), "any", "->", ANYWHERE, options));
      case 7 ->
          Optional.of(
                  new Rule(
                      header.get(0),
                      header.get(1),
                      header.get(2),
                      header.get(4),
                      new Target(header.get(5), header.get(6)),
                      options))
              .filter(rule -> DIRECTIONS.contains(rule.direction));
      default -> Optional.empty();
    };
  }

  /** Splits at white space outside of brackets. */
  private static List<String> words(String header) {
    List<String> words = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= header.length(); i++) {
      char c = i < header.length() ? header.charAt(i) : ' ';
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      if (c <= ' ' && (depth <= 0 || i == header.length())) {
        if (i > from) {
          words.add(header.substring(from, i));
        }
        from = i + 1;
      }
    }
    return words;
  }

  public boolean isOneWay() {
    return direction.equals("->");
  }

  /** How it has traffic stopped; empty where it only tells of it, or lets it pass. */
  public Optional<RequestedAction> stops() {
    return switch (action) {
      case "block", "drop", "sdrop" -> Optional.of(RequestedAction.DROP);
      case "reject", "rejectboth", "rejectdst", "rejectsrc" -> Optional.of(RequestedAction.RESET);
      case "react" -> Optional.of(RequestedAction.REFUSE);
      default -> Optional.empty();
    };
  }

  /** Whether it lets traffic pass that other rules would stop. */
  public boolean passes() {
    return action.equals("pass");
  }
}
