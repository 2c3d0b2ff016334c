package io.sekisho.rules.snapshot.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A journal's record as a value. */
record Entry(long sequence, byte kind, ByteBuffer payload) {

  static Entry of(JournalRecord record) {
    byte[] bytes = new byte[record.payload().remaining()];
    record.payload().get(bytes);
    return new Entry(record.sequence(), record.kind(), ByteBuffer.wrap(bytes));
  }

  /** Records after {@code held}, with payloads of every size up to {@code most}. */
  static List<Entry> random(Random random, long held, int count, int most) {
    List<Entry> entries = new ArrayList<>();
    long sequence = held;
    for (int i = 0; i < count; i++) {
      byte[] payload = new byte[random.nextInt(most + 1)];
      random.nextBytes(payload);
      sequence += 1 + random.nextInt(3);
      entries.add(new Entry(sequence, (byte) random.nextInt(), ByteBuffer.wrap(payload)));
    }
    return entries;
  }
}
