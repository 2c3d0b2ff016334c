package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.json.JsonFields;
import io.sekisho.rules.feed.format.json.JsonRecord;
import io.sekisho.rules.indicator.Provenance;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code crowdsec-json}: decisions as the local interface lists them, as its stream
 * does in {@code new} and {@code deleted}, or within alerts; an alert without a decision claims
 * nothing. A decision says how long it has left, counted from the answer that it stands in.
 */
final class CrowdsecRecord implements RecordParser {
  static final JsonFields FIELDS =
      JsonFields.of(
          "value",
          "scope",
          "type",
          "duration",
          "until",
          "origin",
          "scenario",
          "reason",
          "simulated",
          "new",
          "deleted",
          "decisions");

  private static final Set<String> LISTS = Set.of("new", "deleted", "decisions");
  private static final Set<String> ADDRESS_SCOPES = Set.of("ip", "range");

  @Override
  public void parse(JsonRecord record, Consumer<FeedEntry> entries) {
    if (record.depth() == 0 ? isDecision(record) : isListed(record)) {
      entries.accept(entry(record));
    } else if (record.depth() == 0 && LISTS.stream().noneMatch(record::has)) {
      entries.accept(
          new FeedEntry.Rejected(
              record.line(), "neither a decision nor a list of them", RejectReason.BAD_RECORD));
    }
  }

  private static boolean isDecision(JsonRecord record) {
    return record.has("scope") && !record.has("decisions");
  }

  private static boolean isListed(JsonRecord record) {
    return record.depth() == 1 && LISTS.stream().anyMatch(record::isListedIn);
  }

  private static FeedEntry entry(JsonRecord record) {
    String value = record.text("value");
    String scope = record.text("scope");
    FeedLine line = new FeedLine(record.line(), value == null ? "" : value.strip());
    if (value == null || scope == null) {
      return line.rejected(RejectReason.MISSING_FIELD);
    }
    if (ADDRESS_SCOPES.stream().noneMatch(scope::equalsIgnoreCase)) {
      return line.rejected(RejectReason.OTHER_TYPE);
    }
    if (record.place().equals("deleted")) {
      return line.rejected(RejectReason.REVOKED);
    }
    return isBan(record)
        ? DestinationType.ADDRESS.read(line).mapClaim(claim -> claim.with(particulars(record)))
        : line.rejected(RejectReason.NOT_FOR_DETECTION);
  }

  /** Whether it stops traffic; others ask for a captcha, or are for show. */
  private static boolean isBan(JsonRecord record) {
    boolean simulated =
        record.isTrue("simulated")
            || record.parent().filter(alert -> alert.isTrue("simulated")).isPresent();
    return !simulated && "ban".equalsIgnoreCase(record.text("type"));
  }

  private static Particulars particulars(JsonRecord record) {
    Instant until = SourceTime.parse(record.text("until"));
    Particulars said =
        Particulars.of(threat(record))
            .withProvenance(Provenance.NONE.withTags(SourceWords.tags(record.texts("origin"))));
    return until == null
        ? said.withLasting(GoDuration.parse(record.text("duration")))
        : said.withValidUntil(until);
  }

  private static @Nullable String threat(JsonRecord record) {
    String scenario = SourceWords.phrase(record.text("scenario"));
    return scenario == null ? SourceWords.phrase(record.text("reason")) : scenario;
  }
}
