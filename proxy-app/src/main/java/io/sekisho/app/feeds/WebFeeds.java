package io.sekisho.app.feeds;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
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
   * Which feeds have been tried: their last good copy is in force, or their server was asked.
   *
   * @param missing completed once those have been of which nothing was in force
   */
  record Tried(CompletableFuture<Void> missing, CompletableFuture<Void> all) {}

  /** Begins. */
  Tried start() {
    List<CompletableFuture<Void>> missing = new ArrayList<>();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (WebTask task : tasks) {
      boolean covered = task.isCovered();
      Duration spread = STEP.multipliedBy(all.size());
      all.add(task.start(spread.compareTo(LONGEST_SPREAD) < 0 ? spread : LONGEST_SPREAD));
      if (!covered) {
        missing.add(all.get(all.size() - 1));
      }
    }
    return new Tried(together(missing), together(all));
  }

  private static CompletableFuture<Void> together(List<CompletableFuture<Void>> each) {
    return CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new));
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
