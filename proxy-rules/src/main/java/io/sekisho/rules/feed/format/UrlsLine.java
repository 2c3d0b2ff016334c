package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Pattern;
import java.util.function.Consumer;

/**
 * A line of {@code urls}: a URL with or without its scheme, and a comment. A URL whose path is
 * empty is an endpoint, and a host alone is rejected: in such a list it may stand for a page.
 */
final class UrlsLine implements LineParser {
  private static final Pattern.Cases<Boolean> IS_WHOLE_HOST =
      new Pattern.Cases<>(
          subTree -> true,
          exactName -> true,
          addresses -> true,
          socket -> false,
          url -> false,
          certificate -> false,
          fingerprint -> false);

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.isBlankOrComment()) {
      return;
    }
    String word = line.firstWord();
    entries.accept(
        line.endsAt(word.length()) ? read(line, word) : line.rejected(RejectReason.TRAILING_TEXT));
  }

  /** The page of a host, where the two stand apart. */
  static FeedEntry page(FeedLine line, String host, String path) {
    return path.startsWith("/") && path.length() > 1
        ? Authority.host(host)
            .fold(found -> line.claim(new Pattern.Url(found, null, path)), line::rejected)
        : line.rejected(RejectReason.ROOT_PATH);
  }

  /** As {@link #read}, where an endpoint is rejected too, for it is more than one page. */
  static FeedEntry readPage(FeedLine line, String text) {
    return read(line, text)
        .mapClaim(
            claim ->
                claim.pattern().kind() == Pattern.Kind.URL
                    ? claim
                    : line.rejected(RejectReason.ROOT_PATH));
  }

  /** Reads {@code text}, a part of {@code line}; what would block a whole host is rejected. */
  static FeedEntry read(FeedLine line, String text) {
    return Destination.read(line, text)
        .mapClaim(
            claim ->
                claim.pattern().fold(IS_WHOLE_HOST)
                    ? line.rejected(RejectReason.ROOT_PATH)
                    : claim);
  }
}
