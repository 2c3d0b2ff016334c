package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FeedFormat;
import io.sekisho.rules.feed.format.FormatChoice;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a format keeps while it reads does not grow with the copy. Longer copies are read with
 * {@code -Dsekisho.streaming.megabytes}.
 */
final class StreamingTest {
  private static final long LENGTH = Long.getLong("sekisho.streaming.megabytes", 64) << 20;
  private static final long MOST_KEPT = 32L << 20;

  private static final String THREATFOX =
      "{\"id\":\"1\",\"ioc\":\"n########.example\",\"threat_type\":\"botnet_cc\","
          + "\"ioc_type\":\"domain\",\"malware\":\"win.x\",\"confidence_level\":50}";
  private static final String CROWDSEC =
      "{\"duration\":\"3h59m\",\"id\":9########,\"origin\":\"x\",\"scenario\":\"y\","
          + "\"scope\":\"Ip\",\"type\":\"ban\",\"value\":\"1.2.3.4\"}";
  private static final String STIX =
      "{\"type\":\"indicator\",\"id\":\"indicator--########\",\"pattern_type\":\"stix\","
          + "\"pattern\":\"[domain-name:value='evil.example']\","
          + "\"valid_from\":\"2026-01-01T00:00:00Z\"}";
  private static final String LONG_STIX = STIX.replace("--", "--" + "a".repeat(10_000));
  private static final String MISP =
      "{\"type\":\"domain\",\"value\":\"n########.example\",\"to_ids\":true,"
          + "\"category\":\"Network activity\",\"timestamp\":\"1700000000\"}";

  /** The first record and what stands before it, one more record, and what ends the copy. */
  private record Source(String format, String begin, String record, String end) {}

  private static List<Source> sources() {
    return List.of(
        new Source("domains", "evil.example\n", "n########.evil.example\n", ""),
        new Source("hosts", "0.0.0.0 a.example\n", "0.0.0.0 n########.evil.example\n", ""),
        new Source("maltrail", "evil.example\n", "n########.evil.example/a/b.php\n", ""),
        new Source(
            "spamhaus-json",
            "{\"cidr\":\"1.2.3.0/24\",\"sblid\":\"SBL1\"}\n",
            "{\"cidr\":\"9.9.0.0/24\",\"sblid\":\"SBL########\",\"rir\":\"apnic\"}\n",
            ""),
        array("threatfox-json", "{\"query_status\":\"ok\",\"data\":[", THREATFOX, "]}"),
        array("crowdsec-json", "{\"deleted\":null,\"new\":[", CROWDSEC, "]}"),
        array("stix", "{\"type\":\"bundle\",\"objects\":[", STIX, "]}"),
        array("stix", "{\"type\":\"bundle\",\"objects\":[", LONG_STIX, "]}"),
        array("misp-event", "{\"Event\":{\"info\":\"x\",\"Attribute\":[", MISP, "]}}"));
  }

  private static Source array(String format, String begin, String record, String end) {
    return new Source(format, begin + record.replace('#', '1'), "," + record, end);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aLongCopyIsReadInTheMemoryOfAFewRecords(Source source) throws IOException {
    FeedFormat format = FormatChoice.named(source.format()).orElseThrow().format().orElseThrow();
    long before = used();
    AtomicLong mostKept = new AtomicLong();
    AtomicLong claims = new AtomicLong();
    EndlessCopy copy =
        new EndlessCopy(
            source.begin(),
            source.record(),
            source.end(),
            LENGTH,
            () -> mostKept.accumulateAndGet(used() - before, Math::max));

    format.read(copy, entry -> claims.addAndGet(entry instanceof FeedEntry.Claim ? 1 : 0));

    assertThat(claims.get()).isEqualTo(copy.records() + 1);
    assertThat(mostKept.get()).isLessThan(MOST_KEPT);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
