package io.sekisho.proxy.explicit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for conditions, never longer than a bound. */
public final class Await {
  private static final Duration BOUND = Duration.ofSeconds(8);
  private static final long STALL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in time: " + what);
      }
      pause();
    }
  }

  /** The value of a counter once it stands still. */
  public static long standstill(LongSupplier counter) {
    long last = -1;
    long since = System.nanoTime();
    while (System.nanoTime() - since < STALL_NANOS) {
      long now = counter.getAsLong();
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
      pause();
    }
    return last;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
