package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.json.JsonBreak;
import io.sekisho.rules.feed.format.json.JsonFields;
import io.sekisho.rules.feed.format.json.JsonRecord;
import io.sekisho.rules.feed.format.json.JsonRecords;
import io.sekisho.rules.indicator.Provenance;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code spamhaus-json}: one object a line, {@code {"cidr":..., "sblid":...}}. The last is metadata
 * with the number of {@code records}; a copy without it was cut. Lists put behind each other have
 * one each, and are counted together.
 */
final class SpamhausJsonFormat implements FeedFormat {
  private static final JsonFields FIELDS = JsonFields.of("cidr", "sblid", "type", "records", "asn");

  @Override
  public String label() {
    return "spamhaus-json";
  }

  @Override
  public void read(InputStream copy, Consumer<FeedEntry> entries) throws IOException {
    new Reading(new FeedLines(copy), entries).read();
  }

  /** One copy. */
  private static final class Reading {
    private final FeedLines lines;
    private final Consumer<FeedEntry> entries;
    private int declared;
    private FeedLine last = new FeedLine(1, "");
    private boolean complete;

    Reading(FeedLines lines, Consumer<FeedEntry> entries) {
      this.lines = lines;
      this.entries = entries;
    }

    void read() throws IOException {
      for (@Nullable FeedLine line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlankOrComment()) {
          last = line;
          complete = false;
          line(line);
        }
      }
      if (!complete) {
        entries.accept(last.rejected(RejectReason.UNREADABLE_REST));
      }
    }

    private void line(FeedLine line) throws IOException {
      if (line.text().length() > FeedLines.MAX_LINE) {
        entries.accept(line.rejected(RejectReason.LINE_TOO_LONG));
        return;
      }
      List<JsonRecord> found = new ArrayList<>(1);
      Optional<JsonBreak> broken =
          JsonRecords.read(new StringReader(line.text()), FIELDS, found::add);
      if (broken.isPresent() || found.size() != 1) {
        entries.accept(line.rejected(RejectReason.BAD_RECORD));
      } else {
        record(line, found.get(0));
      }
    }

    private void record(FeedLine line, JsonRecord record) {
      if (record.says("type", "metadata")) {
        metadata(line, record);
      } else {
        entries.accept(listed(line, record));
      }
    }

    private void metadata(FeedLine line, JsonRecord record) {
      Integer records = count(record.text("records"));
      if (records == null) {
        entries.accept(line.rejected(RejectReason.BAD_RECORD));
        return;
      }
      complete = true;
      declared += records;
      entries.accept(
          new FeedEntry.Note(line.number(), FeedEntry.Note.Kind.COUNT, line.text(), declared));
    }

    private static @Nullable Integer count(@Nullable String text) {
      return text != null && text.matches("[0-9]{1,8}") ? Integer.valueOf(text) : null;
    }

    private static FeedEntry listed(FeedLine line, JsonRecord record) {
      String prefix = record.text("cidr");
      if (prefix == null) {
        return line.rejected(
            record.has("asn") ? RejectReason.OTHER_TYPE : RejectReason.MISSING_FIELD);
      }
      Provenance source = Provenance.NONE.withReference(SourceWords.phrase(record.text("sblid")));
      return DestinationType.ADDRESS
          .read(new FeedLine(line.number(), prefix.strip()))
          .mapClaim(claim -> claim.with(Particulars.NONE.withProvenance(source)));
    }
  }
}
