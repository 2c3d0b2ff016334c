package io.sekisho.rules.feed.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A line of {@code unbound}: {@code local-zone: "x" refuse} or another type that refuses stands for
 * the name and everything below it; a type that resolves as usual exempts it. {@code local-data}
 * that sinks a name stands for the name alone.
 */
final class UnboundLine implements LineParser {
  private static final Set<String> REFUSING =
      Set.of(
          "deny",
          "refuse",
          "static",
          "redirect",
          "always_refuse",
          "always_nxdomain",
          "always_nodata",
          "always_deny",
          "always_null",
          "inform_deny",
          "inform_redirect");
  private static final Set<String> RESOLVING =
      Set.of("transparent", "typetransparent", "always_transparent", "inform", "nodefault");
  private static final Set<String> OTHER_TYPES = Set.of("block_a", "ipset", "noview");
  private static final Set<String> CLAUSES = Set.of("server:", "view:");
  private static final Set<String> OTHER_DIRECTIVES =
      Set.of(
          "name:",
          "include:",
          "local-data-ptr:",
          "local-zone-tag:",
          "local-zone-override:",
          "view-first:",
          "define-tag:",
          "domain-insecure:",
          "private-domain:");
  private static final Set<String> ADDRESS_TYPES = Set.of("A", "AAAA");

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.isBlankOrComment()) {
      return;
    }
    int colon = line.text().indexOf(':') + 1;
    String directive = line.text().substring(0, colon);
    List<String> words = words(line.text().substring(colon));
    switch (directive) {
      case "local-zone:" -> entries.accept(zone(line, words));
      case "local-data:" -> entries.accept(data(line, words));
      default -> other(line, directive, entries);
    }
  }

  private static void other(FeedLine line, String directive, Consumer<FeedEntry> entries) {
    if (OTHER_DIRECTIVES.contains(directive)) {
      entries.accept(line.rejected(RejectReason.UNSUPPORTED_OPTION));
    } else if (!CLAUSES.contains(directive)) {
      entries.accept(line.rejected(RejectReason.UNKNOWN_DIRECTIVE));
    }
  }

  /** The words in front of a comment, without quotes. */
  private static List<String> words(String text) {
    int comment = text.indexOf('#');
    String content = (comment < 0 ? text : text.substring(0, comment)).strip();
    return Arrays.stream(content.split("[\\s\"']+")).filter(word -> !word.isEmpty()).toList();
  }

  private static FeedEntry zone(FeedLine line, List<String> words) {
    if (words.size() != 2) {
      return line.rejected(
          words.size() < 2 ? RejectReason.MISSING_FIELD : RejectReason.TRAILING_TEXT);
    }
    FeedEntry name = DnsName.subTree(line, words.get(0));
    String type = words.get(1).toLowerCase(Locale.ROOT);
    if (REFUSING.contains(type)) {
      return name;
    }
    if (RESOLVING.contains(type)) {
      return name.mapClaim(FeedEntry.Claim::exempted);
    }
    return line.rejected(
        OTHER_TYPES.contains(type)
            ? RejectReason.UNSUPPORTED_OPTION
            : RejectReason.UNKNOWN_DIRECTIVE);
  }

  /** {@code name [ttl] [class] type data}. */
  private static FeedEntry data(FeedLine line, List<String> words) {
    if (words.size() < 3) {
      return line.rejected(RejectReason.MISSING_FIELD);
    }
    String type = words.get(words.size() - 2).toUpperCase(Locale.ROOT);
    boolean sink = ADDRESS_TYPES.contains(type) && HostsLine.isSink(words.get(words.size() - 1));
    return sink ? DnsName.exact(line, words.get(0)) : line.rejected(RejectReason.LOCAL_DATA);
  }
}
