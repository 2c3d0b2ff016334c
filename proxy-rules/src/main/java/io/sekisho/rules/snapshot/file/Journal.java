package io.sekisho.rules.snapshot.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * What has changed since a snapshot: a file beside it to which records are appended. For one
 * thread, but {@link #force} may be called by another. An interrupt during I/O closes the file.
 *
 * <p>Where a journal cannot be relied on any more, every call fails until the next snapshot.
 */
public final class Journal implements AutoCloseable {
  /** The most that one record may hold, in bytes. */
  public static final int MAX_PAYLOAD = 64 << 20;

  private static final int CHUNK = 1 << 16;

  private final Path snapshotFile;
  private final SnapshotHeader snapshot;
  private final JournalReading replayed;
  private final JournalHead head;
  private final FileChannel channel;
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
  private long end;
  private long lastSequence;
  private volatile boolean broken;

  private Journal(Path snapshotFile, SnapshotHeader snapshot, JournalReading replayed)
      throws IOException {
    this.snapshotFile = snapshotFile;
    this.snapshot = snapshot;
    this.replayed = replayed;
    head = JournalHead.of(snapshot);
    channel = FileChannel.open(replayed.file(), StandardOpenOption.WRITE);
    end = replayed.wholeBytes();
    lastSequence = replayed.lastSequence();
  }

  /** Replays the journal of a snapshot and leaves it as it is. */
  public static JournalReading replay(
      Path snapshotFile, SnapshotHeader snapshot, Consumer<JournalRecord> visitor)
      throws IOException {
    return JournalScan.of(new Neighbours(snapshotFile).journal(snapshot.id()), snapshot, visitor);
  }

  /**
   * Replays the journal of a snapshot, and goes on behind its last whole record: what is behind
   * that is cut off. A refused one is set aside; where there is none, one is begun.
   */
  public static Journal open(
      Path snapshotFile, SnapshotHeader snapshot, Consumer<JournalRecord> visitor)
      throws IOException {
    JournalReading reading = replay(snapshotFile, snapshot, visitor);
    boolean resumable =
        switch (reading.end()) {
          case ABSENT, REFUSED -> false;
          case WHOLE, TORN, DAMAGED -> true;
        };
    if (!resumable) {
      begin(snapshotFile, snapshot, reading);
    }
    Journal journal = new Journal(snapshotFile, snapshot, reading);
    journal.resume();
    return journal;
  }

  private static void begin(Path snapshotFile, SnapshotHeader snapshot, JournalReading reading)
      throws IOException {
    Neighbours names = new Neighbours(snapshotFile);
    if (reading.end() == JournalReading.End.REFUSED) {
      Files.move(
          reading.file(), names.refused(reading.file()), StandardCopyOption.REPLACE_EXISTING);
    }
    Path unfinished = names.unfinished();
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.write(JournalHead.of(snapshot).bytes().duplicate(), 0);
      channel.force(true);
    }
    Files.move(unfinished, reading.file(), StandardCopyOption.ATOMIC_MOVE);
    names.force();
  }

  private void resume() throws IOException {
    end = Math.max(end, JournalHead.BYTES);
    channel.truncate(end);
  }

  /** What was found in it when it was opened. */
  public JournalReading replayed() {
    return replayed;
  }

  public long lastSequence() {
    return lastSequence;
  }

  /** How long it is. */
  public long bytes() {
    return end;
  }

  /**
   * Adds a record, which a crash of the program cannot take away once this returns, and one of the
   * machine not after {@link #force}. Where it fails, nothing is added.
   *
   * @param sequence higher than any before
   * @param payload from its position to its limit, both of which stay
   */
  public void append(long sequence, byte kind, ByteBuffer payload) throws IOException {
    if (sequence <= lastSequence) {
      throw new IllegalArgumentException("sequence " + sequence + " after " + lastSequence);
    }
    if (payload.remaining() > MAX_PAYLOAD) {
      throw new IllegalArgumentException("a record of " + payload.remaining() + " bytes");
    }
    requireReliable();
    RecordFrame frame = new RecordFrame(payload.remaining(), sequence, kind);
    chunk.clear().put(frame.write(head, payload));
    end = writeBehind(payload.duplicate());
    lastSequence = sequence;
  }

  /** Writes the chunk and then the payload, and returns where that ends. */
  private long writeBehind(ByteBuffer payload) throws IOException {
    long at = end;
    do {
      int length = Math.min(chunk.remaining(), payload.remaining());
      chunk.put(payload.slice(payload.position(), length)).flip();
      payload.position(payload.position() + length);
      while (chunk.hasRemaining()) {
        at += channel.write(chunk, at);
      }
      chunk.clear();
    } while (payload.hasRemaining());
    return at;
  }

  /** Waits until every record is on disk. */
  public void force() throws IOException {
    requireReliable();
    try {
      channel.force(false);
    } catch (IOException e) {
      // what was not written may count as written from now on, so that no later call tells
      broken = true;
      throw e;
    }
  }

  private void requireReliable() throws IOException {
    if (broken) {
      throw new IOException(replayed.file() + " cannot be relied on before the next snapshot");
    }
  }

  /**
   * Publishes a snapshot and returns its journal, which begins with the records here that the
   * snapshot does not hold; this one is closed. Nothing may be appended meanwhile. Where it fails
   * and the snapshot is not published, this one goes on.
   *
   * <p>The new journal is on disk before the snapshot is published, and of the older ones that of
   * the previous snapshot stays: whichever snapshot is found after a crash has its own.
   */
  public Journal rotate(PreparedSnapshot next) throws IOException {
    Journal fresh = open(snapshotFile, next.header(), record -> {});
    try {
      copyTo(fresh, next.header());
      fresh.force();
      next.publish();
    } catch (IOException | RuntimeException e) {
      fresh.close();
      broken |= next.isPublished();
      throw e;
    }
    close();
    new Neighbours(snapshotFile).dropJournalsBut(fresh.snapshot.id(), snapshot.id());
    return fresh;
  }

  private void copyTo(Journal fresh, SnapshotHeader next) throws IOException {
    if (next.lastSequence() >= lastSequence) {
      return;
    }
    try {
      JournalReading copied =
          replay(snapshotFile, snapshot, record -> fresh.addNewer(record, next.lastSequence()));
      if (copied.wholeBytes() != end) {
        throw new IOException(copied.file() + " is damaged " + copied.detail());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void addNewer(JournalRecord record, long held) {
    try {
      if (record.sequence() > held) {
        append(record.sequence(), record.kind(), record.payload());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
