package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedCopy;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * How what is kept of one feed comes on disk.
 *
 * @param thread where it is written, one thing after the other
 * @param waiting as what a copy waits for that: with its bytes, or as the file that they are in
 */
record Keeping(LastGoodCopies directory, Executor thread, UnaryOperator<FeedCopy> waiting) {
  private static final Duration REST = Duration.ofSeconds(1);

  /** Whoever has something to keep writes it itself. */
  static Keeping atOnce(LastGoodCopies directory) {
    return new Keeping(directory, Runnable::run, UnaryOperator.identity());
  }

  /** One daemon thread, which is there while there is anything to do: nobody has to end it. */
  static Executor newThread() {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1,
            1,
            REST.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            Keeping::daemon);
    thread.allowCoreThreadTimeOut(true);
    return thread;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "feeds-kept");
    thread.setDaemon(true);
    return thread;
  }
}
