package io.sekisho.rules.snapshot.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;

/**
 * The first bytes of a journal, little-endian, as they lie there:
 *
 * <pre>
 *   0  magic                       8
 *   8  major, minor version        2 each, 4 zero
 *  16  generation of the snapshot  8
 *  24  id of the snapshot         16
 *  40  zero                       20
 *  60  CRC32C of all before        4
 * </pre>
 */
record JournalHead(ByteBuffer bytes) {
  static final int BYTES = 64;

  /** The bytes {@code SEKIJRN} and 0x1a. */
  private static final long MAGIC = 0x1a4e_524a_494b_4553L;

  private static final int MAJOR_AT = 8;
  private static final int MINOR_AT = 10;
  private static final short MAJOR = 1;

  /** As in {@link FormatVersion#CURRENT}: what is new, readers of 1.0 do without. */
  private static final short MINOR = 1;

  private static final int GENERATION = 16;
  private static final int ID = 24;
  private static final int CHECKSUM = BYTES - Integer.BYTES;

  static JournalHead of(SnapshotHeader snapshot) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes
        .putLong(0, MAGIC)
        .putShort(MAJOR_AT, MAJOR)
        .putShort(MINOR_AT, MINOR)
        .putLong(GENERATION, snapshot.generation())
        .putLong(ID, snapshot.id().getMostSignificantBits())
        .putLong(ID + 8, snapshot.id().getLeastSignificantBits());
    JournalHead head = new JournalHead(bytes);
    bytes.putInt(CHECKSUM, head.computedChecksum());
    return head;
  }

  /** Why it is not the head of this snapshot's journal; empty where it is. */
  Optional<String> faultFor(SnapshotHeader snapshot) {
    if (bytes.getLong(0) != MAGIC) {
      return Optional.of("does not begin as a journal does");
    }
    if (bytes.getShort(MAJOR_AT) != MAJOR) {
      return Optional.of("major version " + bytes.getShort(MAJOR_AT) + ", not " + MAJOR);
    }
    if (checksum() != computedChecksum()) {
      return Optional.of("the checksum of its header is wrong");
    }
    return id().equals(snapshot.id()) && generation() == snapshot.generation()
        ? Optional.empty()
        : Optional.of("belongs to another snapshot, of generation " + generation());
  }

  /** Different for every journal, and so part of what its records are checked by. */
  int checksum() {
    return bytes.getInt(CHECKSUM);
  }

  private int computedChecksum() {
    return Checksum.of(bytes.duplicate().limit(CHECKSUM));
  }

  private UUID id() {
    return new UUID(bytes.getLong(ID), bytes.getLong(ID + 8));
  }

  private long generation() {
    return bytes.getLong(GENERATION);
  }
}
