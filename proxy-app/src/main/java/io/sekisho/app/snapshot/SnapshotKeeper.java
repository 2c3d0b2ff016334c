package io.sekisho.app.snapshot;

import io.sekisho.rules.match.NoRoomToMergeException;
import io.sekisho.rules.snapshot.LiveRules;
import io.sekisho.rules.snapshot.file.SnapshotHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the claims in force in a snapshot file and a journal beside it, and their levels few. A
 * disk that fails is told in the log and stops nothing.
 */
public final class SnapshotKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
  private static final String FILE = "rules.snapshot";
  private static final Duration LOOK = Duration.ofMillis(500);

  /** A snapshot that is not written by then is not written any more. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  private final KeptClaims claims;
  private final Duration look;
  private final SaveSchedule schedule;
  private final ScheduledExecutorService saver =
      Executors.newSingleThreadScheduledExecutor(SnapshotKeeper::thread);
  private volatile SnapshotStatus status = SnapshotStatus.NONE;

  /** Keeps them in a directory, which is the state directory of this process alone. */
  public SnapshotKeeper(Path state, LiveRules rules, InstantSource clock) {
    this(
        new KeptClaims(
            new ChangeJournal(state.resolve(FILE), ChangeJournal.Limits.DEFAULT), rules, clock),
        new Pauses(LOOK, SaveSchedule.QUIET));
  }

  /** How long it waits between two looks, and for changes to come to rest. */
  record Pauses(Duration look, Duration quiet) {}

  SnapshotKeeper(KeptClaims claims, Pauses pauses) {
    this.claims = claims;
    this.look = pauses.look();
    this.schedule = new SaveSchedule(pauses.quiet());
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "snapshot");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Goes on from what an earlier process has left, and keeps from now on what changes.
   *
   * @param feeds that are wanted still; others are dropped
   * @return whether there was anything to go on from
   */
  public boolean restore(Set<String> feeds) {
    Optional<SnapshotHeader> left = claims.goOn();
    left.ifPresent(this::goesOnFrom);
    claims.keep(feeds);
    long pause = look.toMillis();
    ScheduledFuture<?> unused =
        saver.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    return left.isPresent();
  }

  private void goesOnFrom(SnapshotHeader header) {
    schedule.saved(claims.now().changes(), System.nanoTime());
    status = status.found(header.created(), size());
  }

  private long size() {
    try {
      return Files.size(claims.file());
    } catch (IOException e) {
      return 0;
    }
  }

  /** How the snapshot stands. Any thread. */
  public SnapshotStatus status() {
    return status;
  }

  /** How long the journal is: what has changed since the snapshot. Any thread. */
  public long journalBytes() {
    return claims.journal().bytes();
  }

  /** What is thrown by one look must not end those that follow. */
  private void look() {
    try {
      claims.journal().force();
      tidy();
      SaveSchedule.Need need = new SaveSchedule.Need(claims.journal()::isEnough, claims::hasEnded);
      if (schedule.isDue(claims.now(), need, System.nanoTime())) {
        save();
      }
    } catch (RuntimeException | Error e) {
      LOG.error("Looking after the snapshot failed unexpectedly", e);
      schedule.failed(System.nanoTime());
    }
  }

  private void tidy() {
    try {
      claims.tidy(new Pace(saver::isShutdown));
    } catch (CancellationException e) {
      LOG.debug("Small levels are not merged any more", e);
    }
  }

  private void save() {
    long begun = System.nanoTime();
    try {
      claims.save(new Pace(saver::isShutdown)).ifPresent(saved -> saved(saved, begun));
    } catch (CancellationException e) {
      LOG.debug("The snapshot is not written any more", e);
    } catch (NoRoomToMergeException e) {
      refused(e, begun);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.error("The snapshot {} cannot be written: {}", claims.file(), e.toString());
      schedule.failed(System.nanoTime());
      status = status.failed(e.toString(), since(begun));
    }
  }

  private void refused(NoRoomToMergeException why, long begun) {
    String figures = String.valueOf(why.getMessage());
    schedule.refused(System.nanoTime());
    LOG.warn(
        "Not merged, and no snapshot is written, for {} min: {}",
        schedule.pause().toMinutes(),
        figures);
    status = status.failed(figures, since(begun));
  }

  private void saved(KeptClaims.Saved saved, long begun) {
    schedule.saved(saved.changes(), System.nanoTime());
    status = status.written(saved.header().created(), size(), since(begun));
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** Saves no more; what was changed is in the journal. */
  @Override
  public void close() {
    saver.shutdown();
    try {
      boolean unused = saver.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    claims.close();
  }
}
