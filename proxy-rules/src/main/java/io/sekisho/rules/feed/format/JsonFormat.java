package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.json.JsonBreak;
import io.sekisho.rules.feed.format.json.JsonFields;
import io.sekisho.rules.feed.format.json.JsonRecords;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A format whose entries are objects of JSON documents; each copy gets a parser of its own. Where a
 * copy stops being JSON, what stands before it counts, and the last entry is {@link
 * RejectReason#UNREADABLE_REST}.
 */
record JsonFormat(String label, JsonFields fields, Supplier<RecordParser> parsers)
    implements FeedFormat {
  @Override
  public void read(InputStream copy, Consumer<FeedEntry> entries) throws IOException {
    RecordParser parser = parsers.get();
    Optional<JsonBreak> broken =
        JsonRecords.read(copy, fields, record -> parser.parse(record, entries));
    parser.end(entries);
    broken.ifPresent(
        at ->
            entries.accept(
                new FeedEntry.Rejected(at.line(), at.why(), RejectReason.UNREADABLE_REST)));
  }
}
