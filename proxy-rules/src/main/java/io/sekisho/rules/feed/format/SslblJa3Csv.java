package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvHeader;
import io.sekisho.rules.indicator.Parsed;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Rows of {@code sslbl-ja3}: how malware greets in TLS, and which malware. */
final class SslblJa3Csv implements CsvLayout {
  private static final String FINGERPRINT = "ja3md5";

  @Override
  public boolean isHeader(CsvHeader header) {
    return header.has(FINGERPRINT);
  }

  @Override
  public List<CsvHeader> defaults() {
    return List.of(CsvHeader.ofNames("ja3_md5,Firstseen,Lastseen,Listingreason"));
  }

  @Override
  public String proseColumn() {
    return "listingreason";
  }

  @Override
  public boolean isTypical(CsvRow row) {
    return row.hasTime("firstseen") && fingerprint(row).accepted().isPresent();
  }

  @Override
  public void read(CsvRow row, Consumer<FeedEntry> entries) {
    Instant seen = row.time("lastseen");
    Provenance source = Provenance.NONE.withFirstSeen(row.time("firstseen")).withLastSeen(seen);
    Particulars particulars =
        Particulars.of(ListingReason.threat(row)).withAliveAt(seen).withProvenance(source);
    entries.accept(
        fingerprint(row)
            .fold(
                found -> row.line().claim(new Pattern.Fingerprint(found), particulars),
                row.line()::rejected));
  }

  private static Parsed<TlsClientFingerprint> fingerprint(CsvRow row) {
    return TlsClientFingerprint.parse(row.textOrEmpty(FINGERPRINT));
  }
}
