package io.sekisho.app.feeds;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides, from the stamps of one file seen at intervals, when to read it: once a change has come
 * to rest, which is when the stamp has been the same for a while; in a file that never rests, every
 * now and then all the same; and at the refresh interval without any change.
 */
final class ChangeWatch {
  /** A file that is written to for longer than this is read while it changes. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How long a file that is written in its place has to be the same. */
  static final Duration REST = Duration.ofMillis(100);

  /** The same for a file that took the place of another, mostly by a rename, when it was whole. */
  static final Duration REST_OF_SUCCESSOR = Duration.ofMillis(20);

  private final long refreshNanos;
  private @Nullable FileStamp read;
  private @Nullable FileStamp seen;
  private long readAt;
  private long seenSince;
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
    if (!now.equals(seen)) {
      seen = now;
      seenSince = nanos;
    }
    return nanos - seenSince >= rest(now).toNanos() || isImpatient(nanos);
  }

  private Duration rest(FileStamp now) {
    return read != null && now.isOfAnotherFileThan(read) ? REST_OF_SUCCESSOR : REST;
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
