package io.sekisho.proxy.client;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that check passwords: half as many as there are processors, with a bounded queue
 * before them. They end when there is nothing to do for a while.
 */
final class CheckThreads implements AutoCloseable {
  static final int QUEUE_LENGTH = 64;

  /** After which whoever found the queue full may come again. */
  static final Duration PAUSE = Duration.ofSeconds(2);

  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor pool;

  CheckThreads() {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE_LENGTH),
            new DefaultThreadFactory("sekisho-passwords", true));
    pool.allowCoreThreadTimeOut(true);
  }

  /** Runs the task soon; false where too many wait already. */
  boolean run(Runnable task) {
    try {
      pool.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
