package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.indicator.Pattern.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real copies of feeds, against counts made with grep, awk and sort. */
final class RealFeedsTest {
  @ParameterizedTest
  @CsvSource({
    "urlhaus-filter-2025-07-19/urlhaus-filter-hosts.txt, hosts, exact-name, 2689, 0",
    "hagezi-2025-10-29/hosts-light-compressed.txt.gz, hosts, exact-name, 88989, 0",
    "stevenblack-2026-04/hosts.gz, hosts, exact-name, 88763, 14",
    "spamhaus/drop-2025-04.txt, ips, prefix, 1406, 0",
    "spamhaus/drop_ipv6-2024-02.txt, ips, prefix, 51, 0",
    "ipsum/ipsum.txt.gz, ips, address, 120430, 0",
    "abusech/feodo-ipblocklist-recommended-2022-07-08.txt, ips, address, 244, 0",
    "blocklistproject/abuse.ip.gz, ips, prefix, 249, 1",
    "hagezi-2025-10-29/adblock-spam-tlds.txt, adblock, name, 288, 144",
    "hagezi-2025-10-29/adblock-tif.mini.txt.gz, adblock, name, 150555, 0",
    "hagezi-2025-10-29/wildcard-tif.mini.txt.gz, domains, name, 150555, 0",
    "urlhaus-filter-2025-07-19/urlhaus-filter-ag.txt.gz, adblock, address, 23079, 6051",
    "urlhaus-filter-2025-07-19/urlhaus-filter-domains.txt.gz, domains, name, 2689, 0",
    "abusech/sslblacklist-2023-12-22.csv.gz, sslbl-certificates, certificate, 5565, 0",
  })
  void hasTheEntriesThatOtherToolsCount(
      String file, String format, String kind, int count, int rejected) throws IOException {
    FeedCopy copy = copy("feeds/" + file);

    FeedReading told = new FeedReader(Texts.settings("auto")).read(copy);
    FeedReading set = new FeedReader(Texts.settings(format)).read(copy);

    assertThat(report(told)).isEqualTo(report(set));
    assertThat(report(told).format()).isEqualTo(format);
    assertThat(report(told).rejectedLines()).isEqualTo(rejected);
    assertThat(report(told).indicators()).containsEntry(kind(kind), count);
  }

  @ParameterizedTest
  @CsvSource({
    "malicious, 4623, 172880",
    "suspicious, 1019, 51065",
  })
  void maltrailPathsNeverBecomeHosts(String trails, int paths, int atLeastNames)
      throws IOException {
    FeedCopy copy = copy("feeds/maltrail-2026-08-22/" + trails + ".trails.txt.gz");

    FeedReport report = report(new FeedReader(Texts.settings("auto")).read(copy));

    assertThat(report.format()).isEqualTo("maltrail");
    assertThat(report.rejected()).containsEntry(RejectReason.PATH_WITHOUT_HOST, paths);
    assertThat(report.indicators().get(Kind.NAME)).isBetween(atLeastNames, atLeastNames + 100);
  }

  @ParameterizedTest
  @CsvSource({
    "hagezi-2025-10-29/rpz-fake.txt.gz",
    "hagezi-2025-10-29/dnsmasq-tif.mini.txt.gz",
    "urlhaus-filter-2025-07-19/urlhaus-filter-unbound.conf.gz",
    "spamhaus/drop-2025-04.json",
    "et/emerging-botcc-2021-05.rules",
  })
  void aFormatThatIsNotKnownHereIsNotGuessedAt(String file) throws IOException {
    FeedReading reading = new FeedReader(Texts.settings("auto")).read(copy("feeds/" + file));

    FeedFault fault = reading.fold(read -> FeedFault.EMPTY, bad -> bad.failure().fault());
    assertThat(fault).isEqualTo(FeedFault.UNKNOWN_FORMAT);
  }

  @ParameterizedTest
  @CsvSource({"domains, 1160625", "auto, 1160625"})
  void aMillionNamesAreAllTaken(String format, int count) throws IOException {
    FeedCopy copy = copy("derived/maltrail-domains-unique.txt.gz");

    FeedReport report = report(new FeedReader(Texts.settings(format)).read(copy));

    assertThat(report.indicators()).containsEntry(Kind.NAME, count);
    assertThat(report.rejected()).isEqualTo(Map.of());
  }

  private static Kind kind(String label) {
    for (Kind kind : Kind.values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(label);
  }

  private static FeedReport report(FeedReading reading) {
    return reading.fold(
        FeedReading.Read::report,
        bad -> {
          throw new AssertionError(bad.failure().toString());
        });
  }

  private static FeedCopy copy(String file) throws IOException {
    Path path = Path.of(System.getProperty("sekisho.data", "absent"), file);
    assumeTrue(Files.exists(path), "no data at " + path);
    return new FeedCopy(path.getFileName().toString(), Files.readAllBytes(path), Instant.EPOCH);
  }
}
