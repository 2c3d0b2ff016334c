package io.sekisho.rules.feed.format;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The format that a feed is said to have, or {@link #AUTO} where its copies must tell. */
public final class FormatChoice {
  private static final String AUTO_LABEL = "auto";
  private static final String CSV_LABEL = "csv";
  private static final FeedFormat PLAIN = LineFormat.ofLinesAlone("domains", DomainsLine::new);

  /** Every format, one a line: this is the one place to add another. */
  private static final List<FeedFormat> BUILT_IN =
      List.of(
          PLAIN,
          LineFormat.ofLinesAlone("hosts", HostsLine::new),
          LineFormat.ofLinesAlone("ips", IpsLine::new),
          LineFormat.ofLinesAlone("adblock", AdblockLine::new),
          new LineFormat("maltrail", MaltrailLine::new),
          LineFormat.ofLinesAlone("urls", UrlsLine::new),
          new LineFormat("feodo-csv", () -> new CsvRows(new FeodoCsv())),
          new LineFormat("urlhaus-csv", () -> new CsvRows(new UrlhausCsv())),
          new LineFormat("threatfox-csv", () -> new CsvRows(new ThreatFoxCsv())),
          new LineFormat("c2intel-csv", () -> new CsvRows(new C2IntelCsv())),
          new LineFormat(CSV_LABEL, () -> new CsvRows(new MappedCsv(CsvColumns.UNSAID))),
          new LineFormat("sslbl-ja3", () -> new CsvRows(new SslblJa3Csv())),
          new LineFormat("sslbl-certificates", () -> new CsvRows(new SslblCertificateCsv())),
          new SpamhausJsonFormat(),
          new JsonFormat("threatfox-json", ThreatfoxRecord.FIELDS, ThreatfoxRecord::new),
          new JsonFormat("crowdsec-json", CrowdsecRecord.FIELDS, CrowdsecRecord::new),
          new JsonFormat("stix", StixRecord.FIELDS, StixRecord::new),
          new JsonFormat("misp-event", MispRecord.FIELDS, MispRecord::new),
          new JsonFormat("misp-feed", MispRecord.FIELDS, MispRecord::new),
          new JsonFormat("misp-warninglist", WarninglistRecord.FIELDS, WarninglistRecord::new),
          LineFormat.ofNameServer("rpz", RpzLine::new),
          LineFormat.ofNameServer("dnsmasq", DnsmasqLine::new),
          LineFormat.ofNameServer("unbound", UnboundLine::new),
          new LineFormat("spamhaus-drop", SpamhausDropLine::new),
          new LineFormat("ipset", IpsetLine::new),
          LineFormat.ofLinesAlone("edl", EdlLine::new),
          new LineFormat("p2p", P2pLine::new),
          new LineFormat("suricata-rules", SuricataRuleLine::new),
          new LineFormat("suricata-dataset", SuricataDatasetLine::new),
          new LineFormat("suricata-iprep", SuricataIprepLine::new));

  public static final FormatChoice AUTO = new FormatChoice(null);
  public static final FormatChoice DOMAINS = new FormatChoice(PLAIN);

  private final @Nullable FeedFormat format;
  private final CsvColumns columns;

  private FormatChoice(@Nullable FeedFormat format) {
    this(format, CsvColumns.UNSAID);
  }

  private FormatChoice(@Nullable FeedFormat format, CsvColumns columns) {
    this.format = format;
    this.columns = columns;
  }

  public static FormatChoice of(FeedFormat format) {
    return new FormatChoice(format);
  }

  /** The format {@code csv} with these columns. */
  public static FormatChoice csv(CsvColumns columns) {
    return new FormatChoice(
        new LineFormat(CSV_LABEL, () -> new CsvRows(new MappedCsv(columns))), columns);
  }

  /** The choice with this label, as configuration and command line write it. */
  public static Optional<FormatChoice> named(String label) {
    return label.equals(AUTO_LABEL) ? Optional.of(AUTO) : builtIn(label).map(FormatChoice::of);
  }

  static Optional<FeedFormat> builtIn(String label) {
    return BUILT_IN.stream().filter(format -> format.label().equals(label)).findFirst();
  }

  /** Every label that {@link #named} knows. */
  public static List<String> labels() {
    return Stream.concat(Stream.of(AUTO_LABEL), BUILT_IN.stream().map(FeedFormat::label))
        .collect(Collectors.toUnmodifiableList());
  }

  /** The format; empty for {@link #AUTO}. */
  public Optional<FeedFormat> format() {
    return Optional.ofNullable(format);
  }

  public String label() {
    return format().map(FeedFormat::label).orElse(AUTO_LABEL);
  }

  /** The label and the columns: the same text for the same choice, also of another process. */
  public String description() {
    return columns.areSaid() ? label() + new TreeMap<>(columns.places()) : label();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FormatChoice choice
        && label().equals(choice.label())
        && columns.equals(choice.columns);
  }

  @Override
  public int hashCode() {
    return label().hashCode() * 31 + columns.hashCode();
  }

  @Override
  public String toString() {
    return label();
  }
}
