package io.sekisho.rules.feed.format.stix;

import io.sekisho.rules.feed.format.stix.StixComparison.Operator;
import io.sekisho.rules.feed.format.stix.StixPattern.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a pattern into alternatives: {@code OR} and {@code IN} add alternatives, {@code AND} within
 * one observation multiplies them out. Whatever else joins observations, or qualifies one, refuses
 * the pattern as a whole, so that no part of it is used alone.
 */
final class StixPatternParser {
  /** Most alternatives of one pattern. */
  private static final int MAX_ALTERNATIVES = 1_000;

  /** Most comparisons, all alternatives together. */
  private static final int MAX_COMPARISONS = 10_000;

  private static final int MAX_DEPTH = 50;
  private static final Set<String> COMPARED_OTHERWISE = Set.of("!=", "<>", "<", ">", "<=", ">=");
  private static final Set<String> MATCHED_OTHERWISE = Set.of("LIKE", "MATCHES", "ISSUPERSET");

  private final StixTokens tokens;
  private int depth;

  private StixPatternParser(StixTokens tokens) {
    this.tokens = tokens;
  }

  static StixPattern parse(String text) {
    try {
      StixPatternParser parser = new StixPatternParser(new StixTokens(text));
      List<List<StixComparison>> alternatives = parser.observations();
      return parser.tokens.kind() == StixTokens.Kind.END
          ? new StixPattern.AnyOf(alternatives)
          : new StixPattern.Refused(Why.BROKEN);
    } catch (Refusal e) {
      return new StixPattern.Refused(e.why);
    }
  }

  private List<List<StixComparison>> observations() throws Refusal {
    List<List<StixComparison>> found = new ArrayList<>(observation());
    while (tokens.isWord("OR")) {
      tokens.next();
      add(found, observation());
    }
    if (tokens.isWord("AND") || tokens.isWord("FOLLOWEDBY")) {
      throw new Refusal(Why.COMPOSITE);
    }
    return found;
  }

  private List<List<StixComparison>> observation() throws Refusal {
    boolean group = tokens.isSign("(");
    expect(group ? "(" : "[");
    descend();
    List<List<StixComparison>> found = group ? observations() : either();
    depth--;
    expect(group ? ")" : "]");
    if (tokens.isWord("WITHIN") || tokens.isWord("REPEATS") || tokens.isWord("START")) {
      throw new Refusal(Why.UNSUPPORTED);
    }
    return found;
  }

  private List<List<StixComparison>> either() throws Refusal {
    List<List<StixComparison>> found = new ArrayList<>(both());
    while (tokens.isWord("OR")) {
      tokens.next();
      add(found, both());
    }
    return found;
  }

  private List<List<StixComparison>> both() throws Refusal {
    List<List<StixComparison>> found = term();
    while (tokens.isWord("AND")) {
      tokens.next();
      found = product(found, term());
    }
    return found;
  }

  private List<List<StixComparison>> term() throws Refusal {
    if (!tokens.isSign("(")) {
      return comparison();
    }
    tokens.next();
    descend();
    List<List<StixComparison>> found = either();
    depth--;
    expect(")");
    return found;
  }

  private List<List<StixComparison>> comparison() throws Refusal {
    if (tokens.isWord("EXISTS")) {
      tokens.next();
      return List.of(List.of(compared(path(), Operator.OTHER, "")));
    }
    String path = path();
    boolean negated = tokens.isWord("NOT");
    if (negated) {
      tokens.next();
    }
    Operator operator = operator();
    List<String> values = values();
    return negated || operator == Operator.OTHER
        ? List.of(List.of(compared(path, Operator.OTHER, "")))
        : values.stream().map(value -> List.of(compared(path, operator, value))).toList();
  }

  private static StixComparison compared(String path, Operator operator, String value) {
    int colon = path.indexOf(':');
    return new StixComparison(
        path.substring(0, colon).toLowerCase(Locale.ROOT),
        path.substring(colon + 1),
        operator,
        value);
  }

  private String path() throws Refusal {
    String path = tokens.token();
    if (tokens.kind() != StixTokens.Kind.PATH) {
      throw new Refusal(Why.BROKEN);
    }
    tokens.next();
    return path;
  }

  private Operator operator() throws Refusal {
    String sign = tokens.token().toUpperCase(Locale.ROOT);
    boolean word = tokens.kind() == StixTokens.Kind.WORD;
    if (!word && tokens.kind() != StixTokens.Kind.SIGN) {
      throw new Refusal(Why.BROKEN);
    }
    tokens.next();
    if (sign.equals("=") || sign.equals("==") || sign.equals("IN")) {
      return Operator.EQUALS;
    }
    if (sign.equals("ISSUBSET")) {
      return Operator.SUBSET;
    }
    if (COMPARED_OTHERWISE.contains(sign) || MATCHED_OTHERWISE.contains(sign)) {
      return Operator.OTHER;
    }
    throw new Refusal(Why.BROKEN);
  }

  /** One literal, or those of a set in parentheses. */
  private List<String> values() throws Refusal {
    if (!tokens.isSign("(")) {
      return List.of(literal());
    }
    List<String> values = new ArrayList<>();
    do {
      tokens.next();
      values.add(literal());
    } while (tokens.isSign(",") && values.size() < MAX_ALTERNATIVES);
    expect(")");
    return values;
  }

  /** A text, a number or a truth value; times and bytes are a letter and a text. */
  private String literal() throws Refusal {
    String value = tokens.token();
    boolean word = tokens.kind() == StixTokens.Kind.WORD;
    if (!word && tokens.kind() != StixTokens.Kind.STRING) {
      throw new Refusal(Why.BROKEN);
    }
    tokens.next();
    if (word && tokens.kind() == StixTokens.Kind.STRING) {
      throw new Refusal(Why.UNSUPPORTED);
    }
    return value;
  }

  private void expect(String sign) throws Refusal {
    if (!tokens.isSign(sign)) {
      throw new Refusal(Why.BROKEN);
    }
    tokens.next();
  }

  private void descend() throws Refusal {
    if (++depth > MAX_DEPTH) {
      throw new Refusal(Why.UNSUPPORTED);
    }
  }

  private static void add(List<List<StixComparison>> found, List<List<StixComparison>> more)
      throws Refusal {
    found.addAll(more);
    if (found.size() > MAX_ALTERNATIVES) {
      throw new Refusal(Why.UNSUPPORTED);
    }
  }

  private static List<List<StixComparison>> product(
      List<List<StixComparison>> left, List<List<StixComparison>> right) throws Refusal {
    int alternatives = left.size() * right.size();
    int each = left.get(0).size() + right.get(0).size();
    if (alternatives > MAX_ALTERNATIVES || alternatives * each > MAX_COMPARISONS) {
      throw new Refusal(Why.UNSUPPORTED);
    }
    List<List<StixComparison>> found = new ArrayList<>();
    for (List<StixComparison> first : left) {
      for (List<StixComparison> second : right) {
        List<StixComparison> joined = new ArrayList<>(first);
        joined.addAll(second);
        found.add(joined);
      }
    }
    return found;
  }

  /** Ends the reading of a pattern; never leaves this class. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final Why why;

    Refusal(Why why) {
      super(why.name(), null, false, false);
      this.why = why;
    }
  }
}
