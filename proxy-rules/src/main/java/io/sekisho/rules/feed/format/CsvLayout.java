package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvHeader;
import java.util.List;
import java.util.function.Consumer;

/** What one publisher's separated values look like, and what a row of them says. */
interface CsvLayout {

  /** Whether these are the names of its columns. */
  boolean isHeader(CsvHeader header);

  /** Whether no other comment looks like its header, so that one tells the format. */
  default boolean isToldByComments() {
    return true;
  }

  /** Whether they are no other format's either. */
  default boolean isOwnHeader(CsvHeader header) {
    return isHeader(header);
  }

  /** The columns as the publisher orders them, for copies without a header; the usual one first. */
  List<CsvHeader> defaults();

  /** The column whose text may hold separators without quotes; empty where there is none. */
  default String proseColumn() {
    return "";
  }

  /** Whether the fields that make the format are what they should be. */
  boolean isTypical(CsvRow row);

  void read(CsvRow row, Consumer<FeedEntry> entries);

  /** There are no more rows. */
  default void end(Consumer<FeedEntry> entries) {}
}
