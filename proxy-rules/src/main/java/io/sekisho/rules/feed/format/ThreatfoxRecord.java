package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.json.JsonFields;
import io.sekisho.rules.feed.format.json.JsonRecord;
import io.sekisho.rules.indicator.Provenance;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code threatfox-json}: of the interface's answer, {@code {"query_status":"ok",
 * "data":[...]}}, or of an export, {@code {"<id>":[{...}]}}. Only command and control is used.
 */
final class ThreatfoxRecord implements RecordParser {
  static final JsonFields FIELDS =
      JsonFields.of(
          "query_status",
          "ioc",
          "ioc_value",
          "ioc_type",
          "threat_type",
          "malware",
          "malware_printable",
          "confidence_level",
          "is_compromised",
          "first_seen",
          "first_seen_utc",
          "last_seen",
          "last_seen_utc",
          "reference",
          "tags");

  private static final Map<String, DestinationType> TYPES =
      Map.of(
          "domain", DestinationType.NAME,
          "ip:port", DestinationType.ENDPOINT,
          "url", DestinationType.URL);

  /** Answers that say something, be it that there is nothing. */
  private static final Set<String> GOOD_STATUS = Set.of("ok", "no_result");

  private static final String NO_FAMILY = "Unknown malware";

  private boolean anyRecord;

  @Override
  public void parse(JsonRecord record, Consumer<FeedEntry> entries) {
    boolean outermost = record.depth() == 0;
    if (outermost && !isIndicator(record)) {
      envelope(record, entries);
    } else if (outermost || isListed(record)) {
      anyRecord = true;
      entries.accept(entry(record));
    }
  }

  /** Whether it stands in an envelope; a record may have objects of its own, such as samples. */
  private static boolean isListed(JsonRecord record) {
    return record.depth() == 1 && record.parent().filter(p -> !isIndicator(p)).isPresent();
  }

  private static boolean isIndicator(JsonRecord record) {
    return record.has("ioc") || record.has("ioc_value") || record.has("ioc_type");
  }

  private void envelope(JsonRecord record, Consumer<FeedEntry> entries) {
    String status = record.text("query_status");
    boolean good = status == null ? anyRecord || record.isEmpty() : GOOD_STATUS.contains(status);
    if (!good) {
      String said = "query_status " + status;
      entries.accept(new FeedEntry.Rejected(record.line(), said, RejectReason.BAD_RECORD));
    }
  }

  private static FeedEntry entry(JsonRecord record) {
    String value = either(record, "ioc", "ioc_value");
    FeedLine line = new FeedLine(record.line(), value == null ? "" : value.strip());
    String said = record.text("ioc_type");
    if (value == null || said == null) {
      return line.rejected(RejectReason.MISSING_FIELD);
    }
    DestinationType type = TYPES.get(said);
    if (type == null) {
      return line.rejected(RejectReason.OTHER_TYPE);
    }
    return record.says("threat_type", "botnet_cc")
        ? type.read(line).mapClaim(claim -> claim.with(particulars(record)))
        : line.rejected(RejectReason.OTHER_THREAT);
  }

  private static Particulars particulars(JsonRecord record) {
    Instant last = SourceTime.parse(either(record, "last_seen", "last_seen_utc"));
    boolean compromised = record.isTrue("is_compromised");
    Provenance source =
        new Provenance(
            SourceTime.parse(either(record, "first_seen", "first_seen_utc")),
            last,
            SourceWords.phrase(record.text("reference")),
            SourceWords.tags(tags(record)),
            compromised ? Provenance.Site.COMPROMISED : Provenance.Site.UNKNOWN,
            SourceWords.phrase(record.text("threat_type")));
    return Particulars.of(threat(record))
        .withConfidence(SourceWords.percent(record.text("confidence_level")))
        .withAliveAt(last)
        .withProvenance(source);
  }

  private static @Nullable String threat(JsonRecord record) {
    String family = record.text("malware_printable");
    return NO_FAMILY.equals(family)
        ? null
        : SourceWords.phrase(family == null ? record.text("malware") : family);
  }

  /** An array in an answer, one text with commas in an export. */
  private static List<String> tags(JsonRecord record) {
    String joined = record.text("tags");
    return joined == null ? record.texts("tags") : Arrays.asList(joined.split(",", -1));
  }

  private static @Nullable String either(JsonRecord record, String field, String other) {
    String text = record.text(field);
    return text == null ? record.text(other) : text;
  }
}
