package io.sekisho.rules.feed.format.rule;

import java.util.ArrayList;
import java.util.List;

/** The ports of a rule's destination. */
public record RulePorts(Kind kind, List<Integer> ports) {
  /** Most ports that are told one by one. */
  private static final int MAX_PORTS = 16;

  private static final int MAX_PORT = 65_535;

  /** What is said about the ports. */
  public enum Kind {
    ANY,
    /** These and no other. */
    LISTED,
    /** All but some. */
    EXCLUDED,
    /** Too many to be told one by one, or a variable. */
    MANY,
    MALFORMED
  }

  public RulePorts {
    ports = List.copyOf(ports);
  }

  static RulePorts of(Kind kind) {
    return new RulePorts(kind, List.of());
  }

  public static RulePorts parse(String text) {
    return text.equals("any")
        ? of(Kind.ANY)
        : RuleGroup.parse(text).map(RulePorts::of).orElseGet(() -> of(Kind.MALFORMED));
  }

  private static RulePorts of(RuleGroup group) {
    if (!group.excluded().isEmpty()) {
      return of(Kind.EXCLUDED);
    }
    List<Integer> ports = new ArrayList<>();
    for (String element : group.listed()) {
      Kind kind = add(element, ports);
      if (kind != Kind.LISTED) {
        return of(kind);
      }
    }
    return new RulePorts(Kind.LISTED, ports);
  }

  private static Kind add(String element, List<Integer> ports) {
    if (element.startsWith("$")) {
      return Kind.MANY;
    }
    int colon = element.indexOf(':');
    int first = number(colon < 0 ? element : element.substring(0, colon), 0);
    int last = colon < 0 ? first : number(element.substring(colon + 1), MAX_PORT);
    if (first < 0 || last < first || last > MAX_PORT) {
      return Kind.MALFORMED;
    }
    if (last - first >= MAX_PORTS - ports.size()) {
      return Kind.MANY;
    }
    for (int port = Math.max(1, first); port <= last; port++) {
      ports.add(port);
    }
    return Kind.LISTED;
  }

  /** The number; an end of a range that is left open is {@code open}, and no number is -1. */
  private static int number(String text, int open) {
    if (text.isEmpty()) {
      return open;
    }
    boolean digits = text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.parseInt(text) : -1;
  }
}
