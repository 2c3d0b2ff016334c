package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies of one feed that are kept: the one in force with its reading, and the last one that
 * was refused. Each is written when its turn comes, which holds up nobody who reads; one that has a
 * successor before that is not written at all. Until it is on disk, the copy in force is read again
 * from memory. Any thread.
 */
final class FeedCopies {
  private static final Logger LOG = LoggerFactory.getLogger(FeedCopies.class);

  private final String name;
  private final Keeping keeping;
  private final LastReading last;
  private @Nullable FeedCopy held;
  private volatile @Nullable FeedCopy unkept;
  private final AtomicReference<@Nullable Refused> refused = new AtomicReference<>();
  private boolean due;
  private volatile boolean closed;

  private record Refused(FeedFailure why, FeedCopy copy, Instant at) {}

  /**
   * Copies of one feed.
   *
   * @param last the reading of the one in force
   */
  FeedCopies(String name, Keeping keeping, LastReading last) {
    this.name = name;
    this.keeping = keeping;
    this.last = last;
  }

  /** The last good copy of an earlier process, or of this one, that was made at that time. */
  Optional<FeedCopy> find(Optional<Instant> made) {
    return keeping.directory().find(name, made);
  }

  /** A copy that was found, without its bytes in memory. */
  FeedCopy inPlace(FeedCopy found) {
    return keeping.directory().held(name, found);
  }

  /** The copy in force, where its bytes are there and nobody else changes them. */
  synchronized Optional<FeedCopy> inForce() {
    return Optional.ofNullable(held);
  }

  /** Most bytes that wait in memory to be written. */
  long waitingBytes() {
    FeedCopy copy = unkept;
    Refused bad = refused.get();
    return inMemory(copy) + (bad == null ? 0 : inMemory(bad.copy()));
  }

  private static long inMemory(@Nullable FeedCopy copy) {
    return copy == null || copy.file().isPresent() ? 0 : copy.size();
  }

  /** The copy in force is one that is on disk already. */
  synchronized void hold(FeedCopy kept) {
    holdNow(kept);
    writeSoon();
  }

  private void holdNow(@Nullable FeedCopy copy) {
    held = copy;
    last.isHeld(copy);
  }

  /** The copy in force is another one, or is known to be of another time. */
  synchronized void keep(FeedCopy copy) {
    FeedCopy next = keeping.waiting().apply(copy);
    boolean readable = next.file().isEmpty() || keeping.directory().isInPlace(name, next);
    holdNow(readable ? next : null);
    unkept = next;
    writeSoon();
  }

  /** The copy in force was found again: it may be one that could not be kept. */
  synchronized void keepMissing(FeedCopy copy) {
    if (held == null && unkept == null) {
      keep(copy);
    }
  }

  /** The source still had the copy in force. */
  synchronized void renew(Instant seen) {
    if (held != null) {
      keep(held.seenAt(seen));
    }
  }

  /** The copy in force has been read again. */
  synchronized void keepReading() {
    writeSoon();
  }

  /** Keeps a copy that was refused, if there is one. */
  synchronized void keepRefused(CopyLoad.Bad bad, Instant at) {
    FeedCopy copy = bad.copy();
    if (copy != null) {
      refused.set(new Refused(bad.failure(), keeping.waiting().apply(copy), at));
      writeSoon();
    }
  }

  private void writeSoon() {
    if (!due && !closed) {
      due = true;
      keeping.thread().execute(this::write);
    }
  }

  /** A copy comes before its reading, which is of no use without it. */
  private void write() {
    synchronized (this) {
      due = false;
    }
    unlessClosed(this::writeCopy);
    unlessClosed(last::write);
    unlessClosed(this::writeRefused);
  }

  private void unlessClosed(Runnable step) {
    try {
      if (!closed) {
        step.run();
      }
    } catch (RuntimeException | Error e) {
      LOG.error("feed {}: what it has left cannot be kept", name, e);
    }
  }

  private void writeCopy() {
    FeedCopy copy = unkept;
    if (copy != null) {
      Optional<FeedCopy> kept = Optional.empty();
      try {
        kept = keeping.directory().keep(name, copy);
      } finally {
        wasWritten(copy, kept);
      }
    }
  }

  private synchronized void wasWritten(FeedCopy copy, Optional<FeedCopy> kept) {
    if (copy == unkept) {
      unkept = null;
      holdNow(kept.orElse(null));
    }
  }

  private void writeRefused() {
    Refused latest = refused.get();
    if (latest != null) {
      try {
        CopyLoad.Bad bad = new CopyLoad.Bad(latest.why(), latest.copy());
        keeping.directory().keepRefused(name, bad, latest.at());
      } finally {
        refused.compareAndSet(latest, null);
      }
    }
  }

  /** Begins to write nothing any more; a writing under way goes on to its end. */
  synchronized void close() {
    closed = true;
    if (unkept != null) {
      LOG.warn("feed {}: the copy in force is not kept: the disk was too slow", name);
    }
  }
}
