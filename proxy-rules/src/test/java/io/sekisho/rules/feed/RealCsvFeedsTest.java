package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sekisho.rules.feed.format.CsvColumn;
import io.sekisho.rules.feed.format.CsvColumns;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.indicator.Pattern.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real copies of separated values, against counts made with another reader of them. */
final class RealCsvFeedsTest {
  @ParameterizedTest
  @CsvSource({
    "abusech/feodo-ipblocklist-2021-12-20.csv, feodo-csv, endpoint, 750, 0",
    "abusech/sslipblacklist-2020-08-10.csv, feodo-csv, endpoint, 114, 0",
    "abusech/ja3_fingerprints-2020-04-09.csv, sslbl-ja3, fingerprint, 98, 0",
    "abusech/urlhaus-csv-2025-04-21.csv.gz, urlhaus-csv, url, 10811, 40",
    "blackbook/blackbook.csv.gz, csv, name, 18147, 0",
    "c2intelfeeds/DNSC2Domains-30day.csv, c2intel-csv, name, 57, 0",
    "c2intelfeeds/IPC2s-90day.csv, c2intel-csv, address, 1121, 2",
    "c2intelfeeds/IPPortC2s-90day.csv, c2intel-csv, endpoint, 1397, 4",
    "c2intelfeeds/domainC2s-90day-filter-abused.csv, c2intel-csv, name, 280, 0",
    "c2intelfeeds/domainC2swithURLwithIP-90day.csv, c2intel-csv, url, 299, 0",
    "c2intelfeeds/unverified-DomainPortC2s-90day.csv.gz, c2intel-csv, endpoint, 3833, 0",
    "c2intelfeeds/unverified-IPC2s-90day.csv.gz, c2intel-csv, address, 4494, 0",
    "c2intelfeeds/unverified-IPPortC2s-90day.csv.gz, c2intel-csv, endpoint, 8486, 0",
  })
  void hasTheEntriesThatAnotherReaderCounts(
      String file, String format, String kind, int count, int rejected) throws IOException {
    FeedReport report = report(read(FormatChoice.AUTO, file));

    assertThat(report.format()).isEqualTo(format);
    assertThat(report.indicators()).containsEntry(kind(kind), count);
    assertThat(report.indicators().values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(count);
    assertThat(report.rejectedLines()).isEqualTo(rejected);
  }

  @ParameterizedTest
  @CsvSource({
    "abusech/feodo-ipblocklist-2021-12-20.csv, 750",
    "abusech/sslipblacklist-2020-08-10.csv, 114",
    "abusech/ja3_fingerprints-2020-04-09.csv, 98",
    "abusech/feodo-ipblocklist-recommended-2022-07-08.txt, 244",
    "tweetfeed-2026-08-22/domains.txt.gz, 4875",
    "blocklistproject/ransomware-nl.txt, 1904",
  })
  void theCountThatACopyDeclaresIsFound(String file, int declared) throws IOException {
    FeedReport report = report(read(FormatChoice.AUTO, file));

    assertThat(report.declaredEntries()).isEqualTo(declared);
    assertThat(report.accepted() + report.rejectedLines()).isEqualTo(declared);
    assertThat(report.notices()).isEmpty();
  }

  @Test
  void tweetsAreReadByTheColumnsThatAreConfigured() throws IOException {
    CsvColumns columns =
        new CsvColumns(
            Map.of(
                CsvColumn.FIRST_SEEN, "1",
                CsvColumn.TYPE, "3",
                CsvColumn.VALUE, "4",
                CsvColumn.TAGS, "5",
                CsvColumn.REFERENCE, "6"));

    FeedReport report =
        report(read(FormatChoice.csv(columns), "tweetfeed-2026-08-22/month.csv.gz"));

    assertThat(report.rejected())
        .containsEntry(RejectReason.OTHER_TYPE, 684)
        .containsEntry(RejectReason.UNKNOWN_SCHEME, 2);
    assertThat(report.indicators()).containsEntry(Kind.ADDRESS, 730);
    assertThat(report.accepted() + report.rejectedLines()).isEqualTo(12_092);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tweetfeed-2026-08-22/month.csv.gz", "tweetfeed-2026-08-22/misp/hashes.csv.gz"})
  void columnsThatNobodyNamesAreNotGuessed(String file) throws IOException {
    assertThat(fault(read(FormatChoice.csv(CsvColumns.UNSAID), file)))
        .isEqualTo(FeedFault.UNKNOWN_FORMAT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c2intelfeeds/exclusions.rex",
        "dga/dga_domains_sample.csv.gz",
        "tweetfeed-2026-08-22/month.csv.gz",
        "tweetfeed-2026-08-22/misp/hashes.csv.gz",
        "suricata-datasets/iprep-02-scirius-categories.txt",
        "tweetfeed-2026-08-22/stix/manifest.json",
        "urlhaus-filter-2025-07-19/urlhaus-filter-bind.conf.gz",
        "urlhaus-filter-2025-07-19/urlhaus-filter.tpl.gz",
      })
  void whatIsInNoFormatIsRefused(String file) throws IOException {
    assertThat(fault(read(FormatChoice.AUTO, file))).isEqualTo(FeedFault.UNKNOWN_FORMAT);
  }

  private static FeedFault fault(FeedReading reading) {
    return reading.fold(
        read -> {
          throw new AssertionError("read as " + read.report().format());
        },
        bad -> bad.failure().fault());
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

  private static FeedReading read(FormatChoice format, String file) throws IOException {
    Path path = Path.of(System.getProperty("sekisho.data", "absent"), "feeds", file);
    assumeTrue(Files.exists(path), "no data at " + path);
    return new FeedReader(FeedSettings.of("test", format))
        .read(new FeedCopy(file, Files.readAllBytes(path), Instant.EPOCH));
  }
}
