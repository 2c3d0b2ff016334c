package io.sekisho.app.feeds;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides, from the stamps of one file seen at intervals, when to read it: once a change has come
 * to rest, which is when two stamps in a row are the same; in a file that never rests, every now
 * and then all the same; and at the refresh interval without any change.
 */
final class ChangeWatch {
  /** A file that is written to for longer than this is read while it changes. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final long refreshNanos;
  private @Nullable FileStamp read;
  private @Nullable FileStamp seen;
  private long readAt;
  private long restlessSince;

  ChangeWatch(Duration refresh) {
    this.refreshNanos = refresh.toNanos();
  }

  /**
   * Whether the file, which now has this stamp, is to be read. Times are of one monotonic clock.
   */
  boolean isDue(FileStamp now, long nanos) {
    if (now.equals(read)) {
      seen = now;
      restlessSince = nanos;
      return nanos - readAt >= refreshNanos;
    }
    boolean atRest = now.equals(seen);
    seen = now;
    return atRest || isImpatient(nanos);
  }

  /** Whether a change has lasted so long that what was read meanwhile must do. */
  boolean isImpatient(long nanos) {
    return nanos - restlessSince >= PATIENCE.toNanos();
  }

  /** Remembers that the file was read, and had this stamp before. */
  void wasRead(FileStamp before, long nanos) {
    read = before;
    readAt = nanos;
    restlessSince = nanos;
  }
}
