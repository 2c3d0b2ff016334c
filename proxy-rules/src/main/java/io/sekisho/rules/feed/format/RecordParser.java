package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.json.JsonRecord;
import java.util.function.Consumer;

/** Reads the objects of one JSON copy, in the order in which they end. */
@FunctionalInterface
interface RecordParser {
  void parse(JsonRecord record, Consumer<FeedEntry> entries);

  /** Hands on what waited for the end of the copy. */
  default void end(Consumer<FeedEntry> entries) {}
}
