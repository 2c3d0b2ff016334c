package io.sekisho.app.snapshot;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Takes half of one processor at the most: it rests as long as was worked. For one thread. */
final class Pace implements Runnable {
  private final BooleanSupplier unwanted;
  private long resumed = System.nanoTime();

  /**
   * The pace of a work that begins now.
   *
   * @param unwanted whether nobody needs the result any more
   */
  Pace(BooleanSupplier unwanted) {
    this.unwanted = unwanted;
  }

  /**
   * Rests.
   *
   * @throws CancellationException where the result is not wanted any more
   */
  @Override
  public void run() {
    if (unwanted.getAsBoolean()) {
      throw new CancellationException("unwanted");
    }
    long worked = System.nanoTime() - resumed;
    try {
      TimeUnit.NANOSECONDS.sleep(worked);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    resumed = System.nanoTime();
  }
}
