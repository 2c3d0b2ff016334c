package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for a condition that some other process makes true. */
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Await() {}

  static void that(Callable<Boolean> condition) throws Exception {
    within(PATIENCE, condition);
  }

  static void within(Duration limit, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited %s in vain", limit).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
