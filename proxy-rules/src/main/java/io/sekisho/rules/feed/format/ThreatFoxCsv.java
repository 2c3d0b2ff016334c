package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvHeader;
import io.sekisho.rules.indicator.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rows of {@code threatfox-csv}: indicators of every kind, of which those of command and control
 * are used. A name on a site that was broken into is handed on as such, and blocks nothing alone.
 */
final class ThreatFoxCsv implements CsvLayout {
  private static final String COMMAND_AND_CONTROL = "botnet_cc";
  private static final List<CsvHeader> COLUMNS =
      List.of(
          CsvHeader.ofNames(
              "first_seen_utc,ioc_id,ioc_value,ioc_type,threat_type,fk_malware,malware_alias,"
                  + "malware_printable,last_seen_utc,confidence_level,is_compromised,reference,tags,"
                  + "anonymous,reporter"),
          CsvHeader.ofNames(
              "first_seen_utc,ioc_id,ioc_value,ioc_type,threat_type,fk_malware,malware_alias,"
                  + "malware_printable,last_seen_utc,confidence_level,reference,tags,anonymous,"
                  + "reporter"));

  @Override
  public boolean isHeader(CsvHeader header) {
    return header.has("iocvalue") && header.has("ioctype") && header.has("threattype");
  }

  @Override
  public List<CsvHeader> defaults() {
    return COLUMNS;
  }

  @Override
  public boolean isTypical(CsvRow row) {
    String type = row.textOrEmpty("ioctype");
    return row.hasTime("firstseenutc")
        && row.text("iocvalue") != null
        && row.text("threattype") != null
        && (type.endsWith("_hash") || ValueType.named(type).isPresent());
  }

  @Override
  public void read(CsvRow row, Consumer<FeedEntry> entries) {
    entries.accept(entry(row).mapClaim(claim -> claim.with(particulars(row))));
  }

  private static FeedEntry entry(CsvRow row) {
    String value = row.text("iocvalue");
    String typeName = row.text("ioctype");
    if (value == null || typeName == null) {
      return row.line().rejected(RejectReason.MISSING_FIELD);
    }
    Optional<ValueType> type = ValueType.named(typeName);
    if (type.isEmpty()) {
      return row.line().rejected(RejectReason.OTHER_TYPE);
    }
    if (!row.textOrEmpty("threattype").equalsIgnoreCase(COMMAND_AND_CONTROL)) {
      return row.line().rejected(RejectReason.OTHER_THREAT);
    }
    return type.get().read(row.line(), value);
  }

  private static Particulars particulars(CsvRow row) {
    Instant seen = row.time("lastseenutc");
    Provenance source =
        Provenance.NONE
            .withFirstSeen(row.time("firstseenutc"))
            .withLastSeen(seen)
            .withReference(row.text("reference"))
            .withTags(row.words("tags"))
            .onSite(row.site("iscompromised"))
            .inCategory(row.text("threattype"));
    return Particulars.of(row.text("malwareprintable"))
        .withConfidence(row.percent("confidencelevel"))
        .withAliveAt(seen)
        .withProvenance(source);
  }
}
