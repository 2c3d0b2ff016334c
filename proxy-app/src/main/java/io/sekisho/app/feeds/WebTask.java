package io.sekisho.app.feeds;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One feed on the web, asked again and again, never twice at a time. */
final class WebTask {
  private static final Logger LOG = LoggerFactory.getLogger(WebTask.class);

  private final WebInput input;
  private final ScheduledExecutorService threads;
  private final InstantSource clock;
  private final CompletableFuture<Void> tried = new CompletableFuture<>();
  private @Nullable ScheduledFuture<?> next;
  private long turn;
  private boolean hurried;

  WebTask(WebInput input, ScheduledExecutorService threads, InstantSource clock) {
    this.input = input;
    this.threads = threads;
    this.clock = clock;
  }

  /** Whether something of the feed is in force. */
  boolean isCovered() {
    return input.isCovered();
  }

  /**
   * Begins.
   *
   * @param spread how long it waits at the least, so that not all begin together
   * @return completed once something is in force, or the server was asked
   */
  CompletableFuture<Void> start(Duration spread) {
    threads.execute(() -> begin(spread));
    return tried;
  }

  /** Whatever cannot be restored, the server is asked. */
  private void begin(Duration spread) {
    Instant soonest = clock.instant().plus(spread);
    Instant at = soonest;
    try {
      input.restore();
      if (input.status().isTried()) {
        tried.complete(null);
      }
      at = input.first();
    } catch (RuntimeException | Error e) {
      LOG.error("feed {}: what is known of it cannot be used", input.status().name(), e);
    } finally {
      planNext(at, soonest);
    }
  }

  private synchronized void planNext(Instant at, Instant soonest) {
    Instant due = hurried ? input.hurried() : at;
    hurried = false;
    plan(later(due, soonest));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void attempt(long planned) {
    if (!begin(planned)) {
      return;
    }
    Instant again = clock.instant().plus(FetchSchedule.LAST_RETRY);
    try {
      again = input.attempt();
    } catch (RuntimeException | Error e) {
      LOG.error("feed {}: asking its server failed unexpectedly", input.status().name(), e);
    } finally {
      tried.complete(null);
      planNext(again, clock.instant());
    }
  }

  /**
   * From here until it is planned again, whoever is in a hurry waits for that.
   *
   * @return whether nothing else has been planned in its place
   */
  private synchronized boolean begin(long planned) {
    if (planned != turn) {
      return false;
    }
    next = null;
    return true;
  }

  private synchronized void plan(Instant at) {
    if (threads.isShutdown()) {
      return;
    }
    long wait = at.equals(Instant.MAX) ? Long.MAX_VALUE : wait(at);
    long planned = ++turn;
    next = threads.schedule(() -> attempt(planned), wait, TimeUnit.MILLISECONDS);
  }

  private long wait(Instant at) {
    return Math.max(0, Duration.between(clock.instant(), at).toMillis());
  }

  /** Asks at once, or again behind what is going on, but never so soon that it is an imposition. */
  synchronized void hurry() {
    if (next == null) {
      hurried = true;
    } else {
      next.cancel(false);
      plan(input.hurried());
    }
  }

  /** Ends the waiting for the server. */
  void stop() {
    input.close();
  }
}
