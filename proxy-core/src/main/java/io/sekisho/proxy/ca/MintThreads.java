package io.sekisho.proxy.ca;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that mint: half as many as there are processors, with a bounded queue before them.
 * They end when there is nothing to do for a while.
 */
final class MintThreads implements AutoCloseable {
  static final int QUEUE_LENGTH = 256;

  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor pool;

  MintThreads() {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    this.pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE_LENGTH),
            new DefaultThreadFactory("sekisho-minting", true));
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

  /** Takes nothing more; what waits is still run. */
  @Override
  public void close() {
    pool.shutdown();
  }
}
