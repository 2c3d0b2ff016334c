package io.sekisho.app.snapshot;

import io.sekisho.rules.match.ChangeRecord;
import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.snapshot.file.Journal;
import io.sekisho.rules.snapshot.file.PreparedSnapshot;
import io.sekisho.rules.snapshot.file.SnapshotHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
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

  /** A change that takes more bytes is rather put into a snapshot. */
  private static final int MOST_BYTES = 16 << 20;

  private final Path snapshot;
  private @Nullable Journal journal;
  private long changes;
  private long sequence;
  private boolean complete;

  ChangeJournal(Path snapshot) {
    this.snapshot = snapshot;
  }

  /** Makes the changes behind a snapshot, and goes on behind them. */
  synchronized ClaimStore resume(SnapshotHeader header, ClaimStore stored) {
    Replay replay = new Replay(stored);
    sequence = header.lastSequence();
    try {
      Journal opened =
          Journal.open(snapshot, header, each -> replay.take(each.sequence(), each.payload()));
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

  /** Adds the change that has led to a store. */
  synchronized void append(Supplier<ByteBuffer> change, ClaimStore after) {
    sequence++;
    changes = after.changes();
    Journal open = journal;
    if (open == null || !complete) {
      return;
    }
    ByteBuffer bytes = change.get();
    complete = bytes.remaining() <= MOST_BYTES && isAppended(open, bytes);
  }

  private boolean isAppended(Journal to, ByteBuffer bytes) {
    try {
      to.append(sequence, CHANGE, bytes);
      return true;
    } catch (IOException e) {
      LOG.error("A change cannot be kept before the next snapshot: {}", e.toString());
      return false;
    }
  }

  /** Whether all that has changed since the last snapshot is there. */
  synchronized boolean isComplete() {
    return complete;
  }

  /** The number of the change that has led to the store; negative where it is not the latest. */
  synchronized long sequenceOf(ClaimStore store) {
    return store.changes() == changes ? sequence : -1;
  }

  /** Puts a snapshot in the place of the last, and begins its journal. */
  synchronized void turn(PreparedSnapshot next) throws IOException {
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

  @Override
  public synchronized void close() {
    Journal open = journal;
    if (open != null) {
      try {
        open.force();
        open.close();
      } catch (IOException e) {
        LOG.error("The last changes may be lost: {}", e.toString());
      }
    }
    journal = null;
  }

  /** A store that becomes what it was. */
  private static final class Replay {
    private ClaimStore store;
    private boolean whole = true;

    Replay(ClaimStore store) {
      this.store = store;
    }

    void take(long number, ByteBuffer change) {
      if (!whole) {
        return;
      }
      try {
        ByteBuffer own = ByteBuffer.allocate(change.remaining()).put(change.duplicate()).flip();
        store = ChangeRecord.apply(store, own);
      } catch (RuntimeException e) {
        LOG.error(
            "Change {} cannot be made again, nor what is behind it: {}", number, e.toString());
        whole = false;
      }
    }

    boolean isWhole() {
      return whole;
    }
  }
}
