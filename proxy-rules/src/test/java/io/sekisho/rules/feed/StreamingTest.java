package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.feed.format.FeedFormat;
import io.sekisho.rules.feed.format.FormatChoice;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a format keeps while it reads does not grow with the copy. Longer copies are read with
 * {@code -Dsekisho.streaming.megabytes}.
 */
final class StreamingTest {
  private static final long LENGTH = Long.getLong("sekisho.streaming.megabytes", 128) << 20;
  private static final long MOST_KEPT = 8L << 20;
  private static final int LOOKS = 8;

  /** The first record and what stands before it, one more record, and what ends the copy. */
  private record Source(String format, String begin, String record, String end) {}

  private static List<Source> sources() {
    return List.of(
        new Source("domains", "evil.example\n", "n########.evil.example\n", ""),
        new Source("hosts", "0.0.0.0 a.example\n", "0.0.0.0 n########.evil.example\n", ""),
        new Source("maltrail", "evil.example\n", "n########.evil.example/a/b.php\n", ""));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aLongCopyIsReadInTheMemoryOfAFewRecords(Source source) throws IOException {
    FeedFormat format = FormatChoice.named(source.format()).orElseThrow().format().orElseThrow();
    EndlessCopy copy = new EndlessCopy(source.begin(), source.record(), source.end(), LENGTH);
    long step = LENGTH / source.record().length() / LOOKS;
    long before = used();
    long[] entries = {0};
    long[] mostKept = {0};

    format.read(
        copy,
        entry -> {
          if (++entries[0] % step == 0) {
            mostKept[0] = Math.max(mostKept[0], used() - before);
          }
        });

    assertThat(entries[0]).isEqualTo(copy.records() + 1);
    assertThat(mostKept[0]).isLessThan(MOST_KEPT);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
