package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A line of {@code public-suffixes} (publicsuffix.org, the format of the list): a rule up to the
 * first white space. A suffix is handed on as its name, a wildcard as everything below its parent,
 * an exception as an exemption.
 */
final class PublicSuffixLine implements LineParser {
  private static final String WILDCARD = "*.";

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.text().isEmpty() || line.text().startsWith("//")) {
      return;
    }
    String rule = rule(line.text());
    if (rule.startsWith("!")) {
      accept(line, rule.substring(1), name -> exemption(line, name), entries);
    } else if (rule.startsWith(WILDCARD)) {
      String parent = rule.substring(WILDCARD.length());
      accept(line, parent, name -> line.claim(new Pattern.SubTree(name)), entries);
    } else {
      accept(line, rule, name -> line.claim(new Pattern.ExactName(name)), entries);
    }
  }

  private static String rule(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) > ' ') {
      end++;
    }
    return text.substring(0, end);
  }

  private static void accept(
      FeedLine line,
      String name,
      Function<HostName, FeedEntry> entry,
      Consumer<FeedEntry> entries) {
    if (name.indexOf('*') >= 0) {
      entries.accept(line.rejected(RejectReason.WILDCARD));
    } else {
      entries.accept(HostName.parse(name).fold(entry, line::rejected));
    }
  }

  private static FeedEntry exemption(FeedLine line, HostName name) {
    return new FeedEntry.Exemption(new Pattern.ExactName(name), line.number());
  }
}
