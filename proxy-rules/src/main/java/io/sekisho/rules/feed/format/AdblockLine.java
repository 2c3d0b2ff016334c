package io.sekisho.rules.feed.format;

import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A line of {@code adblock}: {@code ||host^} and its exception {@code @@||host^}. A rule with an
 * option that is not known to keep its meaning is not used: without it, it would block more.
 */
final class AdblockLine implements LineParser {
  private static final String HOST_MARK = "||";
  private static final String EXCEPTION_MARK = "@@";
  private static final Set<String> HARMLESS_OPTIONS = Set.of("all", "document", "doc", "important");
  private static final Set<String> COSMETIC_MARKS = Set.of("##", "#@#", "#?#", "#$#", "#%#");

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (!isComment(line.text())) {
      entries.accept(entry(line));
    }
  }

  private static boolean isComment(String text) {
    boolean hash = text.startsWith("#") && COSMETIC_MARKS.stream().noneMatch(text::startsWith);
    boolean header = text.startsWith("[") && text.endsWith("]");
    return text.isEmpty() || hash || header || text.startsWith("!") || text.startsWith("; ");
  }

  private static FeedEntry entry(FeedLine line) {
    String text = line.text();
    if (COSMETIC_MARKS.stream().anyMatch(text::contains)) {
      return line.rejected(RejectReason.COSMETIC_RULE);
    }
    boolean exception = text.startsWith(EXCEPTION_MARK);
    String rule = exception ? text.substring(EXCEPTION_MARK.length()) : text;
    FeedEntry claim = rule(line, rule);
    return exception ? claim.mapClaim(c -> new FeedEntry.Exemption(c.pattern(), c.line())) : claim;
  }

  private static FeedEntry rule(FeedLine line, String rule) {
    if (rule.startsWith("/")) {
      return line.rejected(RejectReason.REGULAR_EXPRESSION);
    }
    if (!rule.startsWith(HOST_MARK)) {
      return line.rejected(RejectReason.NOT_A_HOST_RULE);
    }
    int caret = rule.indexOf('^');
    int slash = rule.indexOf('/');
    if (slash >= 0 && (caret < 0 || slash < caret)) {
      return line.rejected(RejectReason.PATH_RULE);
    }
    return caret < 0
        ? line.rejected(RejectReason.NOT_A_HOST_RULE)
        : host(line, rule.substring(HOST_MARK.length(), caret), rule.substring(caret + 1));
  }

  private static FeedEntry host(FeedLine line, String host, String rest) {
    if (!rest.isEmpty() && !rest.startsWith("$")) {
      return line.rejected(RejectReason.PATH_RULE);
    }
    if (!rest.isEmpty() && !areHarmless(rest.substring(1))) {
      return line.rejected(RejectReason.UNSUPPORTED_OPTION);
    }
    return host.lastIndexOf('*') > 0 || host.equals("*")
        ? line.rejected(RejectReason.WILDCARD)
        : Destination.read(line, host);
  }

  private static boolean areHarmless(String options) {
    return Stream.of(options.split(",", -1)).allMatch(HARMLESS_OPTIONS::contains);
  }
}
