package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real zones, rule sets and address lists, against counts made with awk, grep and Python. */
final class RealZonesAndRulesTest {
  /** Distinct entries by kind, and behind {@code !} lines rejected by reason. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rpz | hagezi-2025-10-29/rpz-fake.txt.gz | name 14078 exact-name 14078",
        "rpz | hagezi-2025-10-29/rpz-spam-tlds-rpz.txt | name 137",
        "rpz | hagezi-2025-10-29/rpz-tif-ips.txt.gz | !ambiguous-address 59006",
        "rpz | tweetfeed-2026-08-22/rpz.txt.gz | name 4873 exact-name 4873 !name-too-long 4",
        "rpz | urlhaus-filter-2025-07-19/urlhaus-filter-rpz.conf | exact-name 2689",
        "rpz | urlhaus-filter-2025-07-19/urlhaus-filter-rpz-online.conf | exact-name 619",
        "dnsmasq | hagezi-2025-10-29/dnsmasq-tif.mini.txt.gz | name 150555",
        "dnsmasq | tweetfeed-2026-08-22/dnsmasq.txt.gz | name 4873 !name-too-long 2",
        "dnsmasq | urlhaus-filter-2025-07-19/urlhaus-filter-dnsmasq.conf.gz | name 2689",
        "dnsmasq | urlhaus-filter-2025-07-19/urlhaus-filter-dnsmasq-online.conf | name 619",
        "dnsmasq | blocklistproject/ransomware-dnsmasq.txt | name 1904",
        "unbound | urlhaus-filter-2025-07-19/urlhaus-filter-unbound.conf.gz | name 2689",
        "unbound | urlhaus-filter-2025-07-19/urlhaus-filter-unbound-online.conf | name 619",
        "spamhaus-drop | spamhaus/drop-2025-04.txt | prefix 1406",
        "spamhaus-drop | spamhaus/drop_ipv6-2024-02.txt | prefix 51",
        "spamhaus-drop | spamhaus/edrop-2024-02.txt | prefix 322",
        "ipset | firehol-2018-10/asprox_c2.ipset | ''",
        "ipset | firehol-2018-10/ciarmy.ipset.gz | address 15000",
        "ipset | firehol-2018-10/et_block.netset | address 1982 prefix 811",
        "ipset | firehol-2018-10/et_botcc.ipset | address 63",
        "ipset | firehol-2018-10/ransomware_feed.ipset | address 4922 !special-purpose 1",
        "ipset | firehol-2018-10/spamhaus_drop.netset | prefix 785",
        "edl | firehol-2018-10/firehol_level1.netset.gz"
            + " | address 2762 prefix 3987 !special-purpose 13",
        "ipset | firehol-2018-10/firehol_level1.netset.gz"
            + " | address 2762 prefix 3987 !special-purpose 13",
        "suricata-rules | et/emerging-botcc-2021-05.rules | address 410",
        "suricata-rules | urlhaus-filter-2025-07-19/urlhaus-filter-suricata-online.rules.gz"
            + " | exact-name 619 address 2234 url 3509 !root-path 1",
        "suricata-rules | urlhaus-filter-2025-07-19/urlhaus-filter-suricata-sni-online.rules.gz"
            + " | exact-name 619 address 2234",
        "suricata-rules | urlhaus-filter-2025-07-19/urlhaus-filter-snort2-online.rules.gz"
            + " | exact-name 619 address 2234 url 3509 !root-path 1",
        "suricata-rules | urlhaus-filter-2025-07-19/urlhaus-filter-snort3-online.rules.gz"
            + " | exact-name 619 address 2234 url 3509 !root-path 1",
        "suricata-rules | abusech/threatfox-snort-2024-07.rules | !unsupported-pattern 370",
        "suricata-iprep | suricata-datasets/iprep-02-scirius-iprep.list.gz"
            + " | address 25026 prefix 794 !special-purpose 4",
        "suricata-iprep | suricata-datasets/iprep-02-scirius-categories.txt | !bad-score 10",
        "suricata-iprep"
            + " | suricata-datasets/reputation-config-reputation-config-cr-iprep-data.txt"
            + " | address 2 prefix 1",
        "suricata-iprep"
            + " | suricata-datasets/reputation-config-reputation-config-cr-lf-iprep-data.txt"
            + " | address 2 prefix 1",
        "suricata-dataset | suricata-datasets/datajson-datajson-07-dataset-host.lst"
            + " | exact-name 1",
        "suricata-dataset | suricata-datasets/datasets-06-state-long-expected-state.csv"
            + " | exact-name 1200",
        "suricata-dataset | suricata-datasets/datasets-08-state-ipv6-expected-state.csv | address 2",
        "suricata-dataset | suricata-datasets/datasets-09-load-datasets-ip.csv | address 1",
        "suricata-dataset | suricata-datasets/datasets-invalid-encoding-datasets.csv"
            + " | !bad-encoding 1",
        "suricata-dataset | suricata-datasets/datasets-match-subdomain-domains.json | name 1",
        "suricata-dataset | suricata-datasets/datasets-match-subdomain-domains.lst | name 1",
      })
  void hasTheEntriesThatOtherToolsCount(String format, String file, String expected)
      throws IOException {
    FeedReading reading = new FeedReader(Texts.settings(format)).read(copy("feeds/" + file));

    assertThat(told(reading)).isEqualTo(expected);
  }

  private static String told(FeedReading reading) {
    FeedReport report =
        reading.fold(
            FeedReading.Read::report,
            bad -> {
              throw new AssertionError(bad.failure().toString());
            });
    return Stream.concat(
            report.indicators().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> entry.getKey().label() + " " + entry.getValue()),
            report.rejected().entrySet().stream()
                .map(entry -> "!" + entry.getKey().label() + " " + entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static FeedCopy copy(String file) throws IOException {
    Path path = Path.of(System.getProperty("sekisho.data", "absent"), file);
    assumeTrue(Files.exists(path), "no data at " + path);
    return new FeedCopy(path.getFileName().toString(), Files.readAllBytes(path), Instant.EPOCH);
  }
}
