package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.TableFullException;
import io.sekisho.rules.memory.MemoryBudget;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BuildRoomTest {
  private static final long MEGABYTE = 1L << 20;

  /** In a JVM of its own, of whose heap no more is left than was estimated. */
  @ParameterizedTest
  @CsvSource({"NAMES, 1000000", "LONG_NAMES, 150000", "ADDRESSES, 500000", "KEYS, 200000"})
  void whatWasEstimatedIsEnough(TightHeap.Sort sort, int count) throws Exception {
    Process building =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                TightHeap.class.getName(),
                sort.name(),
                Integer.toString(count))
            .redirectErrorStream(true)
            .start();
    String said = new String(building.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(building.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said.strip()).startsWith("built and merged");
  }

  @Test
  void whatIsEstimatedIsNotFarFromWhatIsMade() {
    LevelBuilder builder = TightHeap.filled(TightHeap.Sort.NAMES, 100_000);
    long estimated = builder.bytesToBuild();

    Level level = builder.build();

    assertThat((double) estimated / level.image().bytes()).isBetween(1.5, 4.0);
  }

  @Test
  void levelsThatDoNotFitAreNotMergedAndItIsSaidWhatTheyWouldNeed() {
    FeedIndex.Builder feed = FeedIndex.builder(TightHeap.FEED);
    for (int i = 0; i < 200_000; i++) {
      feed.add(TightHeap.indicator(TightHeap.Sort.NAMES, i));
    }
    ClaimStore store = ClaimStore.empty(HashKey.random()).with(feed.build());
    MemoryBudget little = new MemoryBudget(() -> 3 * MEGABYTE, () -> {});

    assertThatThrownBy(() -> Compaction.of(store, Instant.EPOCH, () -> {}, little))
        .isInstanceOf(NoRoomToMergeException.class)
        .hasMessageMatching("to merge 1 levels would need 1\\d MB, 3 MB are free");
  }

  @Test
  void levelsThatDoNotFitIntoOneTableAreNotMergedAndItIsSaidWhatTheyWouldTake() {
    FeedIndex.Builder feed = FeedIndex.builder(TightHeap.FEED);
    for (int i = 0; i < 200_000; i++) {
      feed.add(TightHeap.indicator(TightHeap.Sort.NAMES, i));
    }
    ClaimStore store = ClaimStore.empty(HashKey.random()).with(feed.build());
    Runnable full =
        () -> {
          throw new TableFullException("section NAME_BUCKETS", 2_200, 2_100);
        };

    assertThatThrownBy(() -> Compaction.of(store, Instant.EPOCH, full))
        .isInstanceOf(NoRoomToMergeException.class)
        .hasMessage(
            "to merge 1 levels: section NAME_BUCKETS would take 2,200 bytes, more than 2,100");
  }
}
