package io.sekisho.rules.feed.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sekisho.rules.indicator.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Real copies, against a table that was counted without this program. */
final class RealJsonFeedsTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/feeds/json-counts.tsv", delimiter = '\t')
  void hasWhatAnotherReaderCounts(String file, String format, String kinds, String rejects)
      throws IOException {
    Set<Pattern> patterns = new HashSet<>();
    Map<String, Integer> rejected = new TreeMap<>();

    try (InputStream copy = open(file)) {
      FormatChoice.builtIn(format)
          .orElseThrow()
          .read(copy, entry -> take(entry, patterns, rejected));
    }

    Map<String, Integer> counts = new TreeMap<>();
    patterns.forEach(pattern -> counts.merge(pattern.kind().label(), 1, Integer::sum));
    assertThat(shown(counts)).isEqualTo(kinds);
    assertThat(shown(rejected)).isEqualTo(rejects);
  }

  private static void take(FeedEntry entry, Set<Pattern> patterns, Map<String, Integer> rejected) {
    String reason =
        entry.fold(
            claim -> patterns.add(claim.pattern()) ? "new" : "known",
            exemption -> "exempt",
            refused -> "!" + refused.reason().label(),
            note -> "note");
    if (reason.startsWith("!")) {
      rejected.merge(reason.substring(1), 1, Integer::sum);
    }
  }

  private static String shown(Map<String, Integer> counts) {
    return counts.isEmpty()
        ? "-"
        : counts.entrySet().stream()
            .map(count -> count.getKey() + "=" + count.getValue())
            .collect(Collectors.joining(" "));
  }

  private static InputStream open(String file) throws IOException {
    Path path = Path.of(System.getProperty("sekisho.data", "absent"), file);
    assumeTrue(Files.exists(path), "no data at " + path);
    InputStream raw = Files.newInputStream(path);
    return file.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
  }
}
