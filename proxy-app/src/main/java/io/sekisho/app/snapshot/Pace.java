package io.sekisho.app.snapshot;

import java.util.concurrent.TimeUnit;

/** Takes half of one processor at the most: it rests as long as was worked. For one thread. */
final class Pace implements Runnable {
  private long resumed = System.nanoTime();

  @Override
  public void run() {
    long worked = System.nanoTime() - resumed;
    try {
      TimeUnit.NANOSECONDS.sleep(worked);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    resumed = System.nanoTime();
  }
}
