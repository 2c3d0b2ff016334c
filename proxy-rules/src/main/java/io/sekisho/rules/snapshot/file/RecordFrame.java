package io.sekisho.rules.snapshot.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * What stands before the payload of a journal's record, little-endian: CRC32C 4, length of the
 * payload 4, sequence 8, kind 1. The checksum is over that of the journal's head, the rest of the
 * frame and the payload, so that no record of another journal passes for one of this.
 */
record RecordFrame(int length, long sequence, byte kind) {
  static final int BYTES = 17;

  private static final int LENGTH = 4;
  private static final int SEQUENCE = 8;
  private static final int KIND = 16;

  static RecordFrame read(ByteBuffer frame) {
    return new RecordFrame(frame.getInt(LENGTH), frame.getLong(SEQUENCE), frame.get(KIND));
  }

  ByteBuffer write(JournalHead head, ByteBuffer payload) {
    ByteBuffer frame = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(LENGTH, length).putLong(SEQUENCE, sequence).put(KIND, kind);
    return frame.putInt(0, checksum(head, frame, payload));
  }

  static boolean isSound(JournalHead head, ByteBuffer frame, ByteBuffer payload) {
    return frame.getInt(0) == checksum(head, frame, payload);
  }

  private static int checksum(JournalHead head, ByteBuffer frame, ByteBuffer payload) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, head.checksum()));
    crc.update(frame.slice(LENGTH, BYTES - LENGTH));
    crc.update(payload.duplicate());
    return (int) crc.getValue();
  }
}
