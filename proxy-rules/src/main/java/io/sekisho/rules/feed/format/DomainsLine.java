package io.sekisho.rules.feed.format;

import java.util.function.Consumer;

/** A line of {@code domains}: one destination, and a comment. */
final class DomainsLine implements LineParser {
  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.isBlankOrComment()) {
      return;
    }
    String word = line.firstWord();
    entries.accept(
        line.endsAt(word.length())
            ? Destination.read(line, word)
            : line.rejected(RejectReason.TRAILING_TEXT));
  }
}
