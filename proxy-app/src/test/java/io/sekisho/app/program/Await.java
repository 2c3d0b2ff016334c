package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for a condition that some other process makes true. */
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int STEADY = 20;

  private Await() {}

  public static void that(Callable<Boolean> condition) throws Exception {
    within(PATIENCE, condition);
  }

  /** Waits until a counter has stood still for a while. */
  static void standstill(Callable<Double> counter) throws Exception {
    double[] last = {-1, 0};
    that(
        () -> {
          double now = counter.call();
          last[1] = now == last[0] ? last[1] + 1 : 0;
          last[0] = now;
          return last[1] == STEADY;
        });
  }

  static void within(Duration limit, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited %s in vain", limit).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
