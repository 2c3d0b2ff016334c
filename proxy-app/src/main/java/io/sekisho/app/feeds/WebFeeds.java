package io.sekisho.app.feeds;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The feeds on the web, each asked at its own times, on daemon threads that they share: a server
 * that is slow delays nobody else while there are threads left.
 */
final class WebFeeds {
  private static final int MOST_THREADS = 32;
  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration LONGEST_SPREAD = Duration.ofSeconds(10);

  private final List<WebTask> tasks;
  private final ScheduledThreadPoolExecutor threads;

  WebFeeds(List<WebInput> inputs, InstantSource clock) {
    this.threads =
        new ScheduledThreadPoolExecutor(
            Math.max(1, Math.min(MOST_THREADS, inputs.size())), WebFeeds::thread);
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    threads.setRemoveOnCancelPolicy(true);
    this.tasks = inputs.stream().map(input -> new WebTask(input, threads, clock)).toList();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "feeds-web");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins.
   *
   * @return completed once of each feed something is in force, or its server was asked
   */
  CompletableFuture<Void> start() {
    CompletableFuture<?>[] tried = new CompletableFuture<?>[tasks.size()];
    for (int i = 0; i < tried.length; i++) {
      Duration spread = STEP.multipliedBy(i);
      tried[i] = tasks.get(i).start(spread.compareTo(LONGEST_SPREAD) < 0 ? spread : LONGEST_SPREAD);
    }
    return CompletableFuture.allOf(tried);
  }

  /** Asks every server, as soon as is decent. */
  void hurry() {
    tasks.forEach(WebTask::hurry);
  }

  /** Asks no more; a reading under way goes on. */
  void stop() {
    threads.shutdown();
    tasks.forEach(WebTask::stop);
  }

  /** Waits for readings under way, but no longer than this. */
  void await(Duration patience) throws InterruptedException {
    boolean unused = threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends readings that are still under way. */
  void abort() {
    threads.shutdownNow();
  }
}
