package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Parsed;
import io.sekisho.rules.indicator.Pattern;

/** Names as the configuration of name servers writes them. */
final class DnsName {
  private DnsName() {}

  /** Claims the name and everything below it, with or without {@code *.} or {@code .} before it. */
  static FeedEntry subTree(FeedLine line, String text) {
    int start = text.startsWith("*.") ? 2 : text.startsWith(".") ? 1 : 0;
    String name = text.substring(start);
    if (name.isEmpty() || name.indexOf('*') >= 0) {
      return line.rejected(RejectReason.WILDCARD);
    }
    return parse(name)
        .fold(
            found ->
                start == 0 && isSingleLabel(found)
                    ? line.rejected(RejectReason.SINGLE_LABEL)
                    : line.claim(new Pattern.SubTree(found)),
            line::rejected);
  }

  /** Claims the name alone. */
  static FeedEntry exact(FeedLine line, String text) {
    if (text.indexOf('*') >= 0) {
      return line.rejected(RejectReason.WILDCARD);
    }
    return parse(text)
        .fold(
            found ->
                isSingleLabel(found)
                    ? line.rejected(RejectReason.SINGLE_LABEL)
                    : line.claim(new Pattern.ExactName(found)),
            line::rejected);
  }

  private static Parsed<HostName> parse(String text) {
    return PlainName.of(text).map(Parsed::of).orElseGet(() -> HostName.parse(text));
  }

  private static boolean isSingleLabel(HostName name) {
    return name.ascii().indexOf('.') < 0;
  }
}
