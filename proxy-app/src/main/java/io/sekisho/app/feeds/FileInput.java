package io.sekisho.app.feeds;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One file that is watched, from the first reading to the last. For the one thread that reads. */
final class FileInput {
  private final FileOrigin origin;
  private final FeedInput input;
  private final ChangeWatch watch;

  FileInput(FileOrigin origin, FeedInput input, Duration refresh) {
    this.origin = origin;
    this.input = input;
    this.watch = new ChangeWatch(refresh);
  }

  /**
   * Loads the file for the first time. Where the last good copy is in force, only what differs from
   * it is read; where it is not, and is not what the file is, it takes effect before, so that the
   * file is judged beside it.
   */
  void loadFirst(long nanos) {
    try {
      input
          .kept()
          .filter(kept -> !input.goOn(kept, UnaryOperator.identity()) && !origin.holds(kept))
          .ifPresent(input::restore);
    } catch (RuntimeException | Error e) {
      input.apply(input.broken(e));
    }
    reload(nanos);
  }

  /** Whether something of it is in force. */
  boolean isCovered() {
    return input.status().copyInForce().isPresent();
  }

  /** Reads the file whether or not it has changed. */
  void reload(long nanos) {
    FileStamp stamp = origin.stamp();
    CopyLoad load = load();
    watch.wasRead(stamp, nanos);
    input.apply(load);
  }

  /** Reads the copy in force again, by the guards as they are now; the file where that fails. */
  void reread(long nanos) {
    if (!input.reread()) {
      reload(nanos);
    }
  }

  /** Reads the file if it has changed; not while it still changes. */
  void poll(long nanos) {
    FileStamp stamp = origin.stamp();
    if (!watch.isDue(stamp, nanos)) {
      return;
    }
    boolean impatient = watch.isImpatient(nanos);
    CopyLoad load = load();
    if (impatient || origin.stamp().equals(stamp)) {
      watch.wasRead(stamp, nanos);
      input.apply(load);
    }
  }

  private CopyLoad load() {
    try {
      return input.judge(origin.copy());
    } catch (IOException e) {
      return new CopyLoad.Bad(origin.failure(e));
    } catch (RuntimeException | Error e) {
      return input.broken(e);
    }
  }
}
