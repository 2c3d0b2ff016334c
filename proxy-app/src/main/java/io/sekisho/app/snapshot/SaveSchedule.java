package io.sekisho.app.snapshot;

import io.sekisho.rules.match.ClaimStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** When the next snapshot is written. Times are of {@link System#nanoTime}. For one thread. */
final class SaveSchedule {
  /** A store that changes goes on changing for a while: at a start every feed is read. */
  static final Duration QUIET = Duration.ofSeconds(2);

  /** A store that never rests is saved nevertheless. */
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

  /** What has ended is swept so often, and what has changed is merged so often. */
  private static final long SWEEP = TimeUnit.HOURS.toNanos(1);

  private static final long RETRY = TimeUnit.MINUTES.toNanos(1);

  private static final long LONGEST_PAUSE = TimeUnit.HOURS.toNanos(1);

  private final long quietNanos;
  private long saved;
  private long seen;
  private long savedAt;
  private long changedAt;
  private long dirtySince;
  private long failedAt;
  private boolean failed;
  private long pause = RETRY;

  /**
   * What speaks for a snapshot beside the levels.
   *
   * @param journaled whether what has changed since the last one is in its journal
   * @param ended whether anything has ended
   */
  record Need(BooleanSupplier journaled, BooleanSupplier ended) {}

  /**
   * A schedule of a store that is not saved yet.
   *
   * @param quiet how long a store has to be as it is before it is saved
   */
  SaveSchedule(Duration quiet) {
    this.quietNanos = quiet.toNanos();
  }

  /** A store was saved, after so many changes. */
  void saved(long changes, long now) {
    saved = changes;
    seen = changes;
    savedAt = now;
    failed = false;
  }

  void failed(long now) {
    leaveAlone(RETRY, now);
  }

  /** There was no room, and mostly is none soon: each time it is left alone for twice as long. */
  void refused(long now) {
    leaveAlone(failed ? Math.min(2 * pause, LONGEST_PAUSE) : RETRY, now);
  }

  private void leaveAlone(long time, long now) {
    pause = time;
    failedAt = now;
    failed = true;
  }

  /** How long it is left alone behind a failure. */
  Duration pause() {
    return Duration.ofNanos(pause);
  }

  /** Whether it is time. */
  boolean isDue(ClaimStore store, Need need, long now) {
    if (failed && now - failedAt < pause) {
      return false;
    }
    boolean old = now - savedAt > SWEEP;
    if (store.changes() == saved) {
      return old && need.ended().getAsBoolean();
    }
    note(store.changes(), now);
    boolean rests = now - changedAt > quietNanos || now - dirtySince > PATIENCE;
    return rests && (old || store.isWorthMerging() || !need.journaled().getAsBoolean());
  }

  private void note(long changes, long now) {
    if (changes != seen) {
      dirtySince = seen == saved ? now : dirtySince;
      changedAt = now;
      seen = changes;
    }
  }
}
