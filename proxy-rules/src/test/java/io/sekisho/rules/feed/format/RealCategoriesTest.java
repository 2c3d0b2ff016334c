package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real copies call their threats, and that published ones leave the answer to their users. */
final class RealCategoriesTest {
  @ParameterizedTest
  @CsvSource({
    "abusech/urlhaus-csv-2025-04-21.csv.gz, urlhaus-csv, malware_download",
    "abusech/threatfox-api-sample.json, threatfox-json, botnet_cc",
    "et/emerging-botcc-2021-05.rules, suricata-rules, trojan-activity",
    "urlhaus-filter-2025-07-19/urlhaus-filter-snort3-online.rules.gz, suricata-rules,"
        + " trojan-activity",
    "urlhaus-filter-2025-07-19/urlhaus-filter-rpz.conf, rpz, ",
    "crowdsec/decisions.json, crowdsec-json, ",
  })
  void allClaimsAreOfOneCategoryAndAskForNoAction(String file, String format, String category)
      throws IOException {
    List<Particulars> said = new ArrayList<>();

    try (InputStream copy = open(file)) {
      FormatChoice.builtIn(format)
          .orElseThrow()
          .read(copy, entry -> entry.mapClaim(claim -> noted(claim, said)));
    }

    assertThat(said)
        .isNotEmpty()
        .allMatch(each -> each.action() == null)
        .allMatch(each -> each.provenance().knownCategory().equals(Optional.ofNullable(category)));
  }

  private static FeedEntry noted(FeedEntry.Claim claim, List<Particulars> said) {
    said.add(claim.particulars());
    return claim;
  }

  private static InputStream open(String file) throws IOException {
    Path path = Path.of(System.getProperty("sekisho.data", "absent"), "feeds", file);
    assumeTrue(Files.exists(path), "no data at " + path);
    InputStream raw = Files.newInputStream(path);
    return file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
  }
}
