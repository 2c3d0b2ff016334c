package io.sekisho.rules.snapshot.file;

import io.sekisho.rules.snapshot.file.JournalReading.End;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/** One pass over a journal, from its first record to its last whole one. */
final class JournalScan {
  private static final int WINDOW = 1 << 18;

  private final FileChannel channel;
  private final long size;
  private final SnapshotHeader snapshot;
  private final Consumer<JournalRecord> visitor;

  private ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowAt;
  private long at = JournalHead.BYTES;
  private long last = Long.MIN_VALUE;
  private int replayed;
  private int skipped;

  private JournalScan(FileChannel channel, SnapshotHeader snapshot, Consumer<JournalRecord> visitor)
      throws IOException {
    this.channel = channel;
    this.size = channel.size();
    this.snapshot = snapshot;
    this.visitor = visitor;
  }

  static JournalReading of(Path file, SnapshotHeader snapshot, Consumer<JournalRecord> visitor)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new JournalScan(channel, snapshot, visitor).run(file);
    } catch (NoSuchFileException e) {
      return new JournalReading(file, 0, 0, snapshot.lastSequence(), 0, End.ABSENT, "");
    }
  }

  private JournalReading run(Path file) throws IOException {
    if (size < JournalHead.BYTES) {
      return reading(file, 0, new Stop(End.REFUSED, "ends within its header, at " + size));
    }
    JournalHead head = new JournalHead(copyOfHead());
    Optional<String> fault = head.faultFor(snapshot);
    if (fault.isPresent()) {
      return reading(file, 0, new Stop(End.REFUSED, fault.get()));
    }
    Optional<Stop> stop = next(head);
    while (stop.isEmpty()) {
      stop = next(head);
    }
    return reading(file, at, stop.get());
  }

  private ByteBuffer copyOfHead() throws IOException {
    return ByteBuffer.allocate(JournalHead.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(0, bytes(0, JournalHead.BYTES), 0, JournalHead.BYTES);
  }

  private JournalReading reading(Path file, long whole, Stop stop) {
    long sequence = Math.max(last, snapshot.lastSequence());
    return new JournalReading(file, replayed, skipped, sequence, whole, stop.end(), stop.detail());
  }

  /** Takes one record; or says why there is no other. */
  private Optional<Stop> next(JournalHead head) throws IOException {
    long left = size - at;
    if (left == 0) {
      return Optional.of(new Stop(End.WHOLE, ""));
    }
    if (left < RecordFrame.BYTES) {
      return stop(End.TORN, "ends within a record");
    }
    RecordFrame frame = RecordFrame.read(bytes(at, RecordFrame.BYTES));
    long after = at + RecordFrame.BYTES + frame.length();
    if (frame.length() < 0 || frame.length() > Journal.MAX_PAYLOAD) {
      return stop(End.DAMAGED, "a record of " + frame.length() + " bytes");
    }
    if (after > size) {
      return stop(End.TORN, "ends within a record");
    }
    return take(head, frame, after);
  }

  private Optional<Stop> take(JournalHead head, RecordFrame frame, long after) throws IOException {
    ByteBuffer whole = bytes(at, RecordFrame.BYTES + frame.length());
    ByteBuffer payload = whole.slice(RecordFrame.BYTES, frame.length());
    if (!RecordFrame.isSound(head, whole, payload)) {
      return stop(after == size ? End.TORN : End.DAMAGED, "the checksum of a record is wrong");
    }
    if (frame.sequence() <= last) {
      return stop(End.DAMAGED, "sequence " + frame.sequence() + " after " + last);
    }
    if (!isTaken(frame, payload)) {
      return stop(End.DAMAGED, "the payload of sequence " + frame.sequence() + " is not readable");
    }
    last = frame.sequence();
    at = after;
    return Optional.empty();
  }

  private boolean isTaken(RecordFrame frame, ByteBuffer payload) {
    if (frame.sequence() <= snapshot.lastSequence()) {
      skipped++;
      return true;
    }
    try {
      ByteBuffer given = payload.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
      visitor.accept(new JournalRecord(frame.sequence(), frame.kind(), given));
      replayed++;
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Optional<Stop> stop(End end, String detail) {
    return Optional.of(new Stop(end, "at " + at + " of " + size + ": " + detail));
  }

  private record Stop(End end, String detail) {}

  /** Those bytes of the file, until the next call. */
  private ByteBuffer bytes(long from, int length) throws IOException {
    if (from < windowAt || from + length > windowAt + window.limit()) {
      fill(from, length);
    }
    return window.slice((int) (from - windowAt), length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void fill(long from, int length) throws IOException {
    if (length > window.capacity()) {
      window = ByteBuffer.allocate(length);
    }
    window.clear().limit((int) Math.min(window.capacity(), size - from));
    while (window.hasRemaining()) {
      if (channel.read(window, from + window.position()) < 0) {
        throw new EOFException("a journal became shorter while it was read");
      }
    }
    windowAt = from;
  }
}
