package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FeedEntry;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands entries over to a second thread in batches, so that the next are read while the last are
 * indexed. The few of a small copy never leave the calling thread. After {@link #close} the
 * receiver has had every entry, and is for the calling thread alone again.
 */
final class Handover implements Consumer<FeedEntry>, AutoCloseable {
  static final int BATCH = 4_096;

  /** Most batches that wait. */
  private static final int WAITING = 16;

  private static final long LOOK_AFTER_MILLIS = 100;

  /** An empty batch ends the handing over. */
  private static final List<FeedEntry> END = List.of();

  private final Consumer<FeedEntry> receiver;
  private final BlockingQueue<List<FeedEntry>> batches = new ArrayBlockingQueue<>(WAITING);
  private List<FeedEntry> batch = new ArrayList<>();
  private @Nullable CompletableFuture<Void> receiving;

  Handover(Consumer<FeedEntry> receiver) {
    this.receiver = receiver;
  }

  @Override
  public void accept(FeedEntry entry) {
    batch.add(entry);
    if (batch.size() == BATCH) {
      pass(batch, receiving());
      batch = new ArrayList<>(BATCH);
    }
  }

  @Override
  public void close() {
    CompletableFuture<Void> task = receiving;
    if (task == null) {
      batch.forEach(receiver);
      return;
    }
    if (!batch.isEmpty()) {
      pass(batch, task);
    }
    pass(END, task);
    await(task);
  }

  /** Throws what the receiver threw, as if it had been called here; it gets nothing more then. */
  private void await(CompletableFuture<Void> task) {
    try {
      task.join();
    } catch (CompletionException e) {
      receiving = null;
      batch.clear();
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      if (e.getCause() instanceof Error fault) {
        throw fault;
      }
      throw e;
    }
  }

  private CompletableFuture<Void> receiving() {
    CompletableFuture<Void> task = receiving;
    if (task == null) {
      task = CompletableFuture.runAsync(this::receive, Handover::runBeside);
      receiving = task;
    }
    return task;
  }

  /** Waits while too many batches do; throws what the receiver threw, where it did. */
  private void pass(List<FeedEntry> next, CompletableFuture<Void> task) {
    try {
      while (!batches.offer(next, LOOK_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
        if (task.isDone()) {
          await(task);
        }
      }
    } catch (InterruptedException e) {
      batches.clear();
      batches.add(END);
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted"));
    }
  }

  private static void runBeside(Runnable work) {
    Thread thread = new Thread(work, "feed-index");
    thread.setDaemon(true);
    thread.start();
  }

  private void receive() {
    try {
      for (List<FeedEntry> next = batches.take(); !next.isEmpty(); next = batches.take()) {
        next.forEach(receiver);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
