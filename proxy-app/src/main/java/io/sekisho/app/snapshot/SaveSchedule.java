package io.sekisho.app.snapshot;

import io.sekisho.rules.match.ClaimStore;
import java.util.concurrent.TimeUnit;

/** When the next snapshot is written. Times are of {@link System#nanoTime}. For one thread. */
final class SaveSchedule {
  /** A store that changes goes on changing for a while: at a start every feed is read. */
  private static final long QUIET = TimeUnit.SECONDS.toNanos(2);

  /** A store that never rests is saved nevertheless. */
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

  /** What has ended is swept so often. */
  private static final long SWEEP = TimeUnit.HOURS.toNanos(1);

  private static final long RETRY = TimeUnit.MINUTES.toNanos(1);

  private static final long NEVER = Long.MIN_VALUE;

  private long saved;
  private long seen;
  private long savedAt;
  private long changedAt;
  private long dirtySince;
  private long notBefore = NEVER;

  /** A store was saved, after so many changes. */
  void saved(long changes, long now) {
    saved = changes;
    seen = changes;
    savedAt = now;
  }

  void failed(long now) {
    notBefore = now + RETRY;
  }

  /**
   * Whether it is time.
   *
   * @param journaled whether what has changed since the last snapshot is in its journal
   */
  boolean isDue(ClaimStore store, boolean journaled, long now) {
    if (notBefore != NEVER && now - notBefore < 0) {
      return false;
    }
    if (store.changes() == saved) {
      return now - savedAt > SWEEP && store.levels() > 0;
    }
    note(store.changes(), now);
    boolean rests = now - changedAt > QUIET || now - dirtySince > PATIENCE;
    return rests && (!journaled || store.isWorthMerging() || now - savedAt > SWEEP);
  }

  private void note(long changes, long now) {
    if (changes != seen) {
      dirtySince = seen == saved ? now : dirtySince;
      changedAt = now;
      seen = changes;
    }
  }
}
