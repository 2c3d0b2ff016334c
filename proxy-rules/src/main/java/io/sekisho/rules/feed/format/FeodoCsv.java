package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvHeader;
import io.sekisho.rules.indicator.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows of {@code feodo-csv}: servers by address and port, as Feodo Tracker lists them, in its older
 * columns too, and the SSL Blacklist's list of addresses. {@code last_online} is a date.
 */
final class FeodoCsv implements CsvLayout {
  private static final List<CsvHeader> COLUMNS =
      List.of(
          CsvHeader.ofNames("first_seen_utc,dst_ip,dst_port,c2_status,last_online,malware"),
          CsvHeader.ofNames("Firstseen,DstIP,DstPort,LastOnline,Malware"),
          CsvHeader.ofNames("Firstseen,DstIP,DstPort"));

  @Override
  public boolean isHeader(CsvHeader header) {
    return header.has("dstip") && header.has("dstport");
  }

  @Override
  public List<CsvHeader> defaults() {
    return COLUMNS;
  }

  @Override
  public String proseColumn() {
    return "malware";
  }

  @Override
  public boolean isTypical(CsvRow row) {
    return row.hasTime("firstseenutc", "firstseen")
        && RowEndpoint.isAddressed(row.textOrEmpty("dstip"), row.textOrEmpty("dstport"));
  }

  @Override
  public void read(CsvRow row, Consumer<FeedEntry> entries) {
    String address = row.text("dstip");
    entries.accept(
        address == null
            ? row.line().rejected(RejectReason.MISSING_FIELD)
            : RowEndpoint.read(row, address, row.textOrEmpty("dstport"))
                .mapClaim(claim -> claim.with(particulars(row))));
  }

  private static Particulars particulars(CsvRow row) {
    Instant online = row.time("lastonline");
    Provenance source =
        Provenance.NONE.withFirstSeen(row.time("firstseenutc", "firstseen")).withLastSeen(online);
    return Particulars.of(row.text("malware")).withAliveAt(online).withProvenance(source);
  }
}
