package io.sekisho.app.feeds;

import io.sekisho.app.feeds.ChangeOutcome.Reason;
import io.sekisho.app.feeds.FeedStatus.Role;
import io.sekisho.app.feeds.posted.ChangeFault;
import io.sekisho.app.feeds.posted.ChangeReader;
import io.sekisho.rules.snapshot.LiveRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the feeds of the configuration in force, also when the configuration changes. */
public final class FeedService implements FeedChanges, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedService.class);

  private final LiveRules rules;
  private final InstantSource clock;
  private final FeedAlarms alarms;
  private final ExecutorService changes = Executors.newSingleThreadExecutor(FeedService::thread);
  private FeedPlan plan;
  private volatile FileFeeds feeds;

  /** Keeps the feeds of {@code plan}; {@code alarms} hears how they turn. */
  public FeedService(LiveRules rules, InstantSource clock, FeedPlan plan, FeedAlarms alarms) {
    this.alarms = alarms;
    this.rules = rules;
    this.clock = clock;
    this.plan = plan;
    this.feeds = new FileFeeds(plan, rules, clock, alarms);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "feeds-changes");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts to watch, and waits until traffic may come: until never-block entries and what was
   * posted are in force, and every feed of which an earlier process has left nothing has been tried
   * once, but no longer than this.
   */
  public void start(Duration patience) {
    CompletionStage<Void> unused = feeds.start();
    await(feeds.covered(), patience);
  }

  private static void await(CompletionStage<Void> read, Duration patience) {
    try {
      read.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.error(
          "Not all that is missing was read within {} s; going on with what is there",
          patience.toSeconds());
    } catch (ExecutionException e) {
      LOG.error("The feeds cannot be read: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Looks at every feed of the next plan, and asks every server; what would become what it is
   * already is not read. What was in force stays so until its successor is, and is told so; a feed
   * that the plan no longer names goes at once.
   *
   * @throws RuntimeException where the next plan cannot be followed: the one before is, then
   */
  public synchronized void reload(FeedPlan next) {
    if (next.equals(plan)) {
      feeds.reload();
      return;
    }
    FileFeeds before = feeds;
    FileFeeds after = new FileFeeds(next, rules, clock, alarms);
    before.close();
    after.standAsBefore(before.statuses());
    plan = next;
    feeds = after;
    Set<String> kept = next.feeds().stream().map(FeedSource::name).collect(Collectors.toSet());
    before.statuses().stream()
        .filter(status -> status.role() == Role.FEED && !kept.contains(status.name()))
        .forEach(status -> rules.remove(status.name()));
    feeds.start();
    feeds.hurry();
  }

  /** Whoever posts bounds how many wait. */
  @Override
  public CompletionStage<ChangeOutcome> change(String feed, byte[] body) {
    try {
      return CompletableFuture.supplyAsync(() -> changeNow(feed, body), changes);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(
          ChangeOutcome.refused(Reason.UNAVAILABLE, "the service is stopping"));
    }
  }

  private ChangeOutcome changeNow(String feed, byte[] body) {
    try {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      return feeds.change(feed, ChangeReader.posted(body, now));
    } catch (ChangeFault e) {
      return ChangeOutcome.refused(reason(e.kind()), String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      LOG.error("feed {}: a change failed unexpectedly", feed, e);
      return ChangeOutcome.refused(Reason.FAILED, "the change failed: " + e);
    }
  }

  private static Reason reason(ChangeFault.Kind kind) {
    return switch (kind) {
      case MALFORMED -> Reason.MALFORMED;
      case TOO_LONG -> Reason.TOO_LONG;
    };
  }

  /** How every file stands, never-block first. Any thread. */
  public List<FeedStatus> statuses() {
    return feeds.statuses();
  }

  @Override
  public synchronized void close() {
    changes.shutdown();
    feeds.close();
  }
}
