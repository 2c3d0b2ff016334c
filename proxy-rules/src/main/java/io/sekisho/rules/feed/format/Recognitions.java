package io.sekisho.rules.feed.format;

import java.util.List;
import java.util.function.Supplier;

/** Every recognition, in the order in which they are asked. */
final class Recognitions {
  /** One a line: this is the one place to add another. */
  private static final List<Supplier<Recognition>> ALL =
      List.of(
          JsonRecognition::new,
          () -> new LineSign("suricata-rules", SuricataSigns::isRule),
          AdblockRecognition::new,
          () -> new CsvRecognition("feodo-csv", new FeodoCsv()),
          () -> new CsvRecognition("urlhaus-csv", new UrlhausCsv()),
          () -> new CsvRecognition("threatfox-csv", new ThreatFoxCsv()),
          () -> new CsvRecognition("c2intel-csv", new C2IntelCsv()),
          () -> new CsvRecognition("sslbl-certificates", new SslblCertificateCsv()),
          () -> new CsvRecognition("sslbl-ja3", new SslblJa3Csv()),
          () -> new CsvRecognition("csv", new MappedCsv(CsvColumns.UNSAID)),
          () -> new LineSign("unbound", NameServerSigns::isUnboundDirective),
          () -> new LineSign("dnsmasq", NameServerSigns::isDnsmasqOption),
          () -> new LineSign("hosts", HostsLine::isOne),
          () -> new LineSign("rpz", NameServerSigns::isZoneRecord),
          () -> new LineSign("ipset", AddressListSigns::isIpsetCommand),
          () -> new LineSign("spamhaus-drop", AddressListSigns::isDropEntry),
          () -> new LineSign("suricata-iprep", SuricataSigns::isReputation),
          () -> new LineSign("p2p", AddressListSigns::isLabelledRange),
          () -> new LineSign("suricata-dataset", SuricataSigns::isEncodedText),
          PlainRecognition::new);

  private Recognitions() {}

  /** Fresh ones, for one copy. */
  static List<Recognition> forOneCopy() {
    return ALL.stream().map(Supplier::get).toList();
  }
}
