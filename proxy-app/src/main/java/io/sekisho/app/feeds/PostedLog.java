package io.sekisho.app.feeds;

import io.sekisho.app.feeds.LastGoodCopies.Access;
import io.sekisho.app.feeds.posted.ChangeLog;
import io.sekisho.app.feeds.posted.LogReading;
import io.sekisho.app.feeds.posted.PostedChange;
import io.sekisho.app.feeds.posted.PostedEntries;
import io.sekisho.app.feeds.posted.PostedEntries.Kept;
import java.io.IOException;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of one feed in the state directory, kept whole and short. For one thread at a time. */
final class PostedLog {
  private static final Logger LOG = LoggerFactory.getLogger(PostedLog.class);

  private final String feed;
  private final LastGoodCopies directory;
  private final ChangeLog log;
  private boolean untended;

  PostedLog(String feed, LastGoodCopies directory) {
    this.feed = feed;
    this.directory = directory;
    this.log = new ChangeLog(directory.changes(feed));
  }

  /** What the changes in it have led to. What makes no sense in it is told, and set aside. */
  PostedEntries read() throws IOException {
    PostedEntries entries = new PostedEntries();
    LogReading reading = log.read(entries::make);
    if (reading.torn()) {
      LOG.warn("feed {}: the last change in {} is not whole, and dropped", feed, log.file());
    }
    int damaged = reading.damaged() + entries.strange();
    if (damaged > 0) {
      LOG.error("feed {}: {} lines or entries of {} make no sense", feed, damaged, log.file());
    }
    if (directory.access() == Access.READ_AND_WRITE) {
      directory.prepare();
      create();
      mend(reading.torn(), damaged, entries);
    }
    return entries;
  }

  /** From now on a log that is not there is one that was lost. */
  private void create() {
    try {
      log.create();
    } catch (IOException e) {
      LOG.warn("feed {}: {} cannot be made: {}", feed, log.file(), e.toString());
    }
  }

  private void mend(boolean torn, int damaged, PostedEntries entries) {
    try {
      if (damaged > 0) {
        LOG.error("feed {}: what was there is in {}", feed, log.setAside());
        log.rewrite(entries);
      } else if (torn) {
        log.cut();
      }
    } catch (IOException e) {
      LOG.error("feed {}: {} cannot be mended: {}", feed, log.file(), e.toString());
    }
  }

  /** Adds a change, which is on disk when this returns. */
  void append(PostedChange change) throws IOException {
    log.append(change);
    untended = true;
  }

  /**
   * Whether some of what was kept is gone.
   *
   * @param claims how many entries of the feed are in force
   */
  boolean isLost(int claims) throws IOException {
    return log.isShorter() || (claims > 0 && log.isAbsent());
  }

  /** Whether nobody else has changed it. */
  boolean isAsLeft() {
    return log.isAsLeft();
  }

  /**
   * Whether it has more than twice the entries that it needs; asked once behind each change.
   *
   * @param needed counts them, which takes a while
   */
  boolean isTooLong(IntSupplier needed) {
    boolean asked = untended && log.hasGrown();
    untended = false;
    return asked && log.isMoreThanTwice(needed.getAsInt());
  }

  /**
   * Writes it anew without what is over.
   *
   * @throws IOException also where it is not as it was left; where it fails, it has to be read
   *     before a change is added
   */
  void shorten(Predicate<Kept> over) throws IOException {
    if (!log.isAsLeft()) {
      throw new IOException(log.file() + " is not as it was left");
    }
    PostedEntries entries = read();
    entries.removeIf(over);
    log.rewrite(entries);
  }
}
