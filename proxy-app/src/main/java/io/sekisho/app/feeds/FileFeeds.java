package io.sekisho.app.feeds;

import io.sekisho.app.feeds.LastGoodCopies.Access;
import io.sekisho.app.feeds.posted.PostedChange;
import io.sekisho.rules.snapshot.LiveRules;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feeds and never-block files of one plan, kept in force as they change; feeds on the web are
 * asked for {@linkplain WebFeeds beside}. One daemon thread looks at all files forty times a
 * second: unlike the file system's own notices, that sees every kind of change on every kind of
 * file system, and a look costs a few microseconds a file.
 */
public final class FileFeeds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileFeeds.class);

  static final Duration POLL_INTERVAL = Duration.ofMillis(25);

  /** Longest wait for readings under way. */
  static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private static final Duration ALARM_INTERVAL = Duration.ofMillis(250);

  private final FeedInputs inputs;
  private final WebFeeds web;
  private final FeedAlarms alarms;
  private final InstantSource clock;
  private final CompletableFuture<Void> guarded = new CompletableFuture<>();
  private final CompletableFuture<Void> covered = new CompletableFuture<>();
  private final ScheduledExecutorService reader =
      Executors.newSingleThreadScheduledExecutor(FileFeeds::thread);

  public FileFeeds(FeedPlan plan, LiveRules rules, InstantSource clock, FeedAlarms alarms) {
    this.inputs = new FeedInputs(plan, rules, clock, Access.READ_AND_WRITE);
    this.web = new WebFeeds(inputs.onWeb(), clock);
    this.alarms = alarms;
    this.clock = clock;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "feeds");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Loads everything once, on the calling thread, and watches nothing: for commands that only look.
   * The state directory is read where a file cannot be used, and for feeds on the web, which are
   * not asked for; it is never written.
   */
  public static List<FeedStatus> loadOnce(FeedPlan plan, LiveRules rules, InstantSource clock) {
    FeedInputs inputs = new FeedInputs(plan, rules, clock, Access.READ);
    inputs.loadFirst();
    inputs.onWeb().forEach(WebInput::restoreAlone);
    inputs.close();
    return inputs.statuses();
  }

  /** Feeds that were there before stand as they stood, until they are read. */
  void standAsBefore(List<FeedStatus> before) {
    inputs.standAsBefore(before);
  }

  /**
   * Begins to load, then to watch.
   *
   * @return completed once every feed has been tried, whatever came of it; one on the web has been
   *     when its last good copy is in force
   */
  public CompletionStage<Void> start() {
    inputs.begin();
    CompletableFuture<Void> missing = CompletableFuture.runAsync(this::loadMissing, reader);
    CompletableFuture<Void> tried = CompletableFuture.runAsync(inputs::loadCovered, reader);
    long pause = POLL_INTERVAL.toMillis();
    ScheduledFuture<?> unused =
        reader.scheduleWithFixedDelay(steadily(inputs::poll), pause, pause, TimeUnit.MILLISECONDS);
    long look = ALARM_INTERVAL.toMillis();
    ScheduledFuture<?> unusedToo =
        reader.scheduleWithFixedDelay(
            steadily(this::lookForAlarms), look, look, TimeUnit.MILLISECONDS);
    CompletableFuture<WebFeeds.Tried> asked = guarded.thenApply(lists -> web.start());
    CompletableFuture<Boolean> unusedEither =
        both(missing, asked.thenCompose(WebFeeds.Tried::missing))
            .handle((nothing, broken) -> covered.complete(null));
    return both(missing, both(tried, asked.thenCompose(WebFeeds.Tried::all)));
  }

  /** Makes a change that was posted. Any thread. */
  ChangeOutcome change(String feed, PostedChange change) {
    return inputs.change(feed, change);
  }

  private static CompletableFuture<Void> both(
      CompletableFuture<Void> one, CompletableFuture<Void> other) {
    return CompletableFuture.allOf(one, other);
  }

  /**
   * Completed, behind {@link #start}, once nothing is missing any more that could be there: the
   * never-block entries are in force, and each feed of which nothing was in force has been tried.
   * Those that an earlier process has left are read beside what is served.
   */
  CompletionStage<Void> covered() {
    return covered;
  }

  private void loadMissing() {
    steadily(inputs::loadGuards).run();
    steadily(inputs::loadPosted).run();
    guarded.complete(null);
    steadily(inputs::loadMissing).run();
  }

  /** What is thrown by one look must not end those that follow. */
  private static Runnable steadily(Runnable look) {
    return () -> {
      try {
        look.run();
      } catch (RuntimeException | Error e) {
        LOG.error("Looking at the feeds failed unexpectedly", e);
      }
    };
  }

  private void lookForAlarms() {
    alarms.look(inputs.statuses(), clock.instant());
  }

  /**
   * Reads every file again, changed or not, and asks servers whether they have something else.
   *
   * @return completed once every file has been read
   */
  public CompletionStage<Void> reload() {
    hurry();
    return CompletableFuture.runAsync(inputs::reload, reader);
  }

  /** Asks servers whether they have something else, before their time. */
  void hurry() {
    web.hurry();
  }

  /** How every file stands, never-block first. Any thread. */
  public List<FeedStatus> statuses() {
    return inputs.statuses();
  }

  /**
   * Stops watching. What is in force stays in force; readings under way are waited for a while, and
   * those that take longer have no effect: nothing changes behind whoever closed this.
   */
  @Override
  public void close() {
    reader.shutdown();
    web.stop();
    awaitReadings();
    inputs.close();
    reader.shutdownNow();
    web.abort();
  }

  private void awaitReadings() {
    long end = System.nanoTime() + CLOSE_PATIENCE.toNanos();
    try {
      web.await(CLOSE_PATIENCE);
      boolean unused = reader.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
