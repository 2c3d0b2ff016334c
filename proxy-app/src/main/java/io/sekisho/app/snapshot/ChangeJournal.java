package io.sekisho.app.snapshot;

import io.sekisho.rules.match.ChangeRecord;
import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.file.Journal;
import io.sekisho.rules.snapshot.file.JournalRecord;
import io.sekisho.rules.snapshot.file.PreparedSnapshot;
import io.sekisho.rules.snapshot.file.SnapshotHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes since the last snapshot, on disk as far as they are small. Behind a change that is
 * not there, nothing is, until the next snapshot. Any thread.
 */
final class ChangeJournal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeJournal.class);
  private static final byte CHANGE = 1;

  private final Path snapshot;
  private final Limits limits;
  private @Nullable Journal journal;
  private long changes;
  private long sequence;
  private boolean complete;
  private boolean forced = true;
  private boolean closed;

  /**
   * What is rather put into a snapshot.
   *
   * @param change how many bytes one change may take
   * @param all how long the journal may become, since it takes time to replay
   */
  record Limits(int change, long all) {
    static final Limits DEFAULT = new Limits(16 << 20, 64 << 20);

    /** While no snapshot can be written, it becomes so many times as long, and no longer. */
    private static final int OVERDUE = 4;

    long most() {
      return OVERDUE * all;
    }
  }

  /** That of a snapshot in a file. */
  ChangeJournal(Path snapshot, Limits limits) {
    this.snapshot = snapshot;
    this.limits = limits;
  }

  /** Where the snapshot is. */
  Path snapshot() {
    return snapshot;
  }

  /** Makes the changes behind a snapshot, and goes on behind them. */
  synchronized ClaimStore resume(SnapshotHeader header, ClaimStore stored) {
    Replay replay = new Replay(stored);
    sequence = header.lastSequence();
    try {
      Journal opened = Journal.open(snapshot, header, replay::take);
      journal = opened;
      sequence = opened.lastSequence();
      complete = replay.isWhole();
      if (opened.replayed().isLossy()) {
        LOG.error("Changes since the snapshot are lost: {}", opened.replayed().detail());
      }
    } catch (IOException e) {
      LOG.error("Changes since the snapshot cannot be read: {}", e.toString());
    }
    changes = replay.store.changes();
    return replay.store;
  }

  /** Adds what has led from one store to the next. */
  synchronized void append(FeedIndex index, ClaimStore before, ClaimStore after) {
    append(index.bytes(), () -> ChangeRecord.of(index, before), after);
  }

  /** Adds that a feed is gone, which has led to a store. */
  synchronized void appendRemoval(String feed, ClaimStore after) {
    append(0, () -> ChangeRecord.ofRemoval(feed), after);
  }

  private void append(long least, Supplier<ByteBuffer> change, ClaimStore after) {
    sequence++;
    changes = after.changes();
    Journal open = journal;
    if (open != null && complete) {
      complete = least <= limits.change() && isAppended(open, change);
    }
  }

  private boolean isAppended(Journal to, Supplier<ByteBuffer> change) {
    try {
      ByteBuffer bytes = change.get();
      if (bytes.remaining() > limits.change() || isTooLong(to.bytes() + bytes.remaining())) {
        return false;
      }
      to.append(sequence, CHANGE, bytes);
      forced = false;
      return true;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.error("A change cannot be kept before the next snapshot: {}", e.toString());
      return false;
    }
  }

  private boolean isTooLong(long next) {
    boolean tooLong = next > limits.most();
    if (tooLong) {
      LOG.warn(
          "The journal ends here, at {} bytes, until there is a snapshot: a start goes on from"
              + " what it has, and reads the feeds that have changed since",
          String.format("%,d", limits.most()));
    }
    return tooLong;
  }

  /** Whether it has all that has changed since the last snapshot, and is short enough. */
  synchronized boolean isEnough() {
    return complete && bytes() <= limits.all();
  }

  /** How long it is; 0 where there is none. */
  synchronized long bytes() {
    Journal open = journal;
    return open == null ? 0 : open.bytes();
  }

  /** The number of the change that has led to the store; negative where it is not the latest. */
  synchronized long sequenceOf(ClaimStore store) {
    return store.changes() == changes ? sequence : -1;
  }

  /**
   * Puts a snapshot in the place of the last, and begins its journal.
   *
   * @throws CancellationException where this is closed
   */
  synchronized void turn(PreparedSnapshot next) throws IOException {
    if (closed) {
      throw new CancellationException("closed");
    }
    Journal before = journal;
    boolean behind = complete || sequence == next.header().lastSequence();
    if (before == null || !complete) {
      next.publish();
      journal = Journal.open(snapshot, next.header(), record -> {});
      if (before != null) {
        before.close();
      }
    } else {
      journal = before.rotate(next);
    }
    complete = behind;
  }

  /** Waits until what was added is on disk; what is added meanwhile does not wait for that. */
  void force() {
    Journal open = unforced();
    if (open != null) {
      try {
        open.force();
      } catch (IOException e) {
        LOG.error("The last changes may be lost if the machine stops: {}", e.toString());
        giveUp(open);
      }
    }
  }

  private synchronized @Nullable Journal unforced() {
    Journal open = forced ? null : journal;
    forced = true;
    return open;
  }

  private synchronized void giveUp(Journal failed) {
    complete &= failed != journal;
  }

  @Override
  public synchronized void close() {
    force();
    Journal open = journal;
    journal = null;
    closed = true;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.error("The journal was not closed: {}", e.toString());
      }
    }
  }

  /** A store that becomes what it was. */
  private static final class Replay {
    private ClaimStore store;
    private boolean whole = true;

    Replay(ClaimStore store) {
      this.store = store;
    }

    void take(JournalRecord change) {
      if (!whole) {
        return;
      }
      try {
        store = ChangeRecord.apply(store, payload(change));
      } catch (RuntimeException e) {
        LOG.error(
            "Change {} cannot be made again, nor what is behind it: {}",
            change.sequence(),
            e.toString());
        whole = false;
      }
    }

    private static ByteBuffer payload(JournalRecord change) {
      if (change.kind() != CHANGE) {
        throw new IllegalStateException("it is of kind " + change.kind());
      }
      ByteBuffer bytes = change.payload().duplicate();
      return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    boolean isWhole() {
      return whole;
    }
  }
}
