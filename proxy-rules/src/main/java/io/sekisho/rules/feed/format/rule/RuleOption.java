package io.sekisho.rules.feed.format.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One option of a rule.
 *
 * @param name in lower case
 * @param value as it is written, quotes included; empty where there is none
 */
public record RuleOption(String name, String value) {

  /** Splits what stands in a rule's parentheses; {@code ;} in quotes or escaped is text. */
  static List<RuleOption> all(String text) {
    List<RuleOption> options = new ArrayList<>();
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ';' && !quoted) {
        add(options, text.substring(from, i));
        from = i + 1;
      }
    }
    add(options, text.substring(from));
    return options;
  }

  private static void add(List<RuleOption> options, String text) {
    if (!text.isBlank()) {
      int colon = text.indexOf(':');
      String name = colon < 0 ? text : text.substring(0, colon);
      String value = colon < 0 ? "" : text.substring(colon + 1);
      options.add(new RuleOption(name.strip().toLowerCase(Locale.ROOT), value.strip()));
    }
  }

  /** The value without the quotes around it and without escapes. */
  public String unquoted() {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    String text = quoted ? value.substring(1, value.length() - 1) : value;
    return text.replaceAll("\\\\(.)", "$1").strip();
  }
}
