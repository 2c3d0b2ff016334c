package io.sekisho.rules.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
  void whatFitsIsTakenWithoutClearing() {
    assertThat(budget.shortage(100 * MEGABYTE)).isEmpty();
    assertThat(clearings).hasValue(0);
  }

  @Test
  void whatDoesNotFitIsRefusedWithTheFigures() {
    assertThat(budget.shortage(100 * MEGABYTE + 1)).contains("would need 101 MB, 100 MB are free");
    assertThat(clearings).hasValue(1);
  }

  @Test
  void whatFitsOnceGarbageIsCollectedIsTaken() {
    MemoryBudget clears = new MemoryBudget(free::get, () -> free.set(200 * MEGABYTE));

    assertThat(clears.shortage(150 * MEGABYTE)).isEmpty();
  }

  @Test
  void theHeapOfATestHasRoomForASmallFeed() {
    assertThat(MemoryBudget.ofHeap().overrun(MEGABYTE)).isEmpty();
  }
}
