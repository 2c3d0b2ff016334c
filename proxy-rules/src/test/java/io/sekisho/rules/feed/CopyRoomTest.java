package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.guard.Guards;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MemoryBudgetTest {
  private static final long MEGABYTE = 1L << 20;

  private final AtomicLong free = new AtomicLong(100 * MEGABYTE);
  private final AtomicInteger clearings = new AtomicInteger();
  private final MemoryBudget budget =
      new MemoryBudget(free::get, () -> clearings.incrementAndGet());

  @Test
  void anIndexThatMayGrowOnIsNotAskedAbout() {
    assertThat(budget.overrun(100 * MEGABYTE)).isEmpty();
    assertThat(clearings).hasValue(0);
  }

  @Test
  void anIndexThatMayNotIsRefusedWithTheFigures() {
    assertThat(budget.overrun(200 * MEGABYTE)).contains("200 MB so far, and 100 MB are left");
  }

  @Test
  void whatIsGarbageIsCollectedFirstAndNotForEveryStep() {
    free.set(MEGABYTE);
    MemoryBudget clears =
        new MemoryBudget(
            free::get,
            () -> {
              clearings.incrementAndGet();
              free.set(100 * MEGABYTE);
            });

    assertThat(clears.overrun(50 * MEGABYTE)).isEmpty();
    free.set(MEGABYTE);
    assertThat(clears.overrun(51 * MEGABYTE)).isEmpty();

    assertThat(clearings).hasValue(1);
  }

  @Test
  void aCopyWithoutRoomIsRefusedInTheMiddleOfReading() {
    free.set(MEGABYTE);
    FeedReader reader =
        new FeedReader(
            Texts.settings("domains"),
            () ->
                new EntryCollector.Checks(Guards.NONE, new CopyBounds(Canaries.BUILT_IN, budget)));
    String text =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "a-rather-long-name-" + i + ".example\n")
            .collect(Collectors.joining());

    String failure =
        reader.read(Texts.copy(text)).fold(read -> "", bad -> bad.failure().toString());

    assertThat(failure)
        .isEqualTo(
            "no-room: feed.txt does not fit into memory: its first 24,576 entries take 1 MB so far, and"
                + " 1 MB are left");
  }

  @Test
  void theHeapOfATestHasRoomForASmallFeed() {
    assertThat(MemoryBudget.ofHeap().overrun(MEGABYTE)).isEmpty();
  }
}
