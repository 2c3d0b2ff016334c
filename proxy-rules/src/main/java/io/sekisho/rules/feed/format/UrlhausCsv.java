package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvHeader;
import io.sekisho.rules.indicator.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows of {@code urlhaus-csv}: URLs that malware is downloaded from, mostly on hosts that have been
 * broken into. None of them stands for its host, on any port: one without a path is rejected.
 */
final class UrlhausCsv implements CsvLayout {
  private static final CsvHeader COLUMNS =
      CsvHeader.ofNames(
          "id,dateadded,url,url_status,last_online,threat,tags,urlhaus_link,reporter");

  @Override
  public boolean isHeader(CsvHeader header) {
    return header.has("url") && header.has("dateadded");
  }

  @Override
  public boolean isOwnHeader(CsvHeader header) {
    return isHeader(header) && (header.has("urlstatus") || header.has("urlhauslink"));
  }

  @Override
  public List<CsvHeader> defaults() {
    return List.of(COLUMNS);
  }

  @Override
  public boolean isTypical(CsvRow row) {
    return row.hasTime("dateadded")
        && row.textOrEmpty("url").contains("://")
        && row.text("urlstatus") != null;
  }

  @Override
  public void read(CsvRow row, Consumer<FeedEntry> entries) {
    String url = row.text("url");
    entries.accept(
        url == null
            ? row.line().rejected(RejectReason.MISSING_FIELD)
            : UrlsLine.readPage(row.line(), url).mapClaim(claim -> claim.with(particulars(row))));
  }

  private static Particulars particulars(CsvRow row) {
    Instant online = row.time("lastonline");
    Provenance source =
        Provenance.NONE
            .withFirstSeen(row.time("dateadded"))
            .withLastSeen(online)
            .withReference(row.text("urlhauslink"))
            .withTags(row.words("tags"))
            .inCategory(row.text("threat"));
    return Particulars.of(row.text("threat")).withAliveAt(online).withProvenance(source);
  }
}
