package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvHeader;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Parsed;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows of {@code sslbl-certificates}: the SHA-1 fingerprint of a certificate and why it is listed.
 */
final class SslblCertificateCsv implements CsvLayout {
  private static final String FINGERPRINT = "sha1";
  private static final String DATE = "listingdate";
  private static final String REASON = "listingreason";

  @Override
  public boolean isHeader(CsvHeader header) {
    return header.size() > 1 && header.has(FINGERPRINT);
  }

  @Override
  public boolean isOwnHeader(CsvHeader header) {
    return isHeader(header) && (header.has(DATE) || header.has(REASON));
  }

  @Override
  public List<CsvHeader> defaults() {
    return List.of(CsvHeader.ofNames("Listingdate,SHA1,Listingreason"));
  }

  @Override
  public String proseColumn() {
    return REASON;
  }

  @Override
  public boolean isTypical(CsvRow row) {
    boolean dated = row.hasTime(DATE) || !row.header().has(DATE);
    return dated && fingerprint(row).accepted().isPresent();
  }

  @Override
  public void read(CsvRow row, Consumer<FeedEntry> entries) {
    Particulars particulars =
        Particulars.of(ListingReason.threat(row))
            .withProvenance(Provenance.NONE.withFirstSeen(row.time(DATE)));
    entries.accept(
        fingerprint(row)
            .fold(
                found -> row.line().claim(new Pattern.Certificate(found), particulars),
                row.line()::rejected));
  }

  private static Parsed<CertificateFingerprint> fingerprint(CsvRow row) {
    return CertificateFingerprint.parse(row.textOrEmpty(FINGERPRINT));
  }
}
