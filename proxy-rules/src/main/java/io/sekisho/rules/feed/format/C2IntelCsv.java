package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvHeader;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code c2intel-csv}: one file has addresses, another endpoints, names, or names with a
 * path; {@code ioc} says what was found there. Addresses beside a name are where it led when it was
 * seen, and may be a content network's: they are not claimed. Where the names below a domain are
 * listed, it is they that are claimed, for the domain may be everybody's.
 */
final class C2IntelCsv implements CsvLayout {
  private static final String FINDING = "Possible ";
  private static final List<CsvHeader> COLUMNS =
      List.of(
          CsvHeader.ofNames("ip,ioc"),
          CsvHeader.ofNames("ip,port,ioc"),
          CsvHeader.ofNames("domain,ioc,uri_path,ip"));

  @Override
  public boolean isHeader(CsvHeader header) {
    return header.has("ioc") && (header.has("ip") || header.has("domain"));
  }

  @Override
  public List<CsvHeader> defaults() {
    return COLUMNS;
  }

  @Override
  public boolean isTypical(CsvRow row) {
    return row.textOrEmpty("ioc").startsWith(FINDING)
        && Authority.host(row.textOrEmpty("domain", "ip")).accepted().isPresent();
  }

  @Override
  public void read(CsvRow row, Consumer<FeedEntry> entries) {
    String host = row.text("domain", "ip");
    List<String> names = CsvWords.spaced(row.textOrEmpty("c2domains"));
    List<String> paths = CsvWords.spaced(row.textOrEmpty("uripath"));
    if (host == null) {
      entries.accept(row.line().rejected(RejectReason.MISSING_FIELD));
    } else if (!names.isEmpty()) {
      names.forEach(name -> accept(row, ValueType.NAME.read(row.line(), name), entries));
    } else if (!paths.isEmpty()) {
      paths.forEach(path -> accept(row, UrlsLine.page(row.line(), host, path), entries));
    } else {
      accept(row, whole(row, host), entries);
    }
  }

  private static void accept(CsvRow row, FeedEntry entry, Consumer<FeedEntry> entries) {
    Particulars particulars = Particulars.of(threat(row.text("ioc")));
    entries.accept(entry.mapClaim(claim -> claim.with(particulars)));
  }

  private static @Nullable String threat(@Nullable String finding) {
    return finding != null && finding.startsWith(FINDING)
        ? finding.substring(FINDING.length())
        : finding;
  }

  private static FeedEntry whole(CsvRow row, String host) {
    String port = row.text("port");
    if (port != null) {
      return RowEndpoint.read(row, host, port);
    }
    boolean address = Authority.address(host).accepted().isPresent();
    return (address ? ValueType.ADDRESS : ValueType.NAME).read(row.line(), host);
  }
}
