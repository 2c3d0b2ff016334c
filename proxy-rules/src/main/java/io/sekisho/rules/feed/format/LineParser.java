package io.sekisho.rules.feed.format;

import java.util.function.Consumer;

/** Reads the lines of one copy, in order. Blank lines reach it too. */
@FunctionalInterface
interface LineParser {
  void parse(FeedLine line, Consumer<FeedEntry> entries);

  /** There are no more lines. */
  default void end(Consumer<FeedEntry> entries) {}
}
