package io.sekisho.rules.match.name;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What is known of packed names as a whole.
 *
 * @param exact how many of the names are exact ones
 * @param bucketBits how many bits of the place of a name in order tell its bucket
 * @param fewestLabels of the shortest suffix that is worth asking for: 1 or 2
 */
record NameHeader(int size, int fewestLabels, int exact, int bucketBits) {
  private static final int BYTES = 4 * Integer.BYTES;

  /** As it lies in an image; of one that has no names, nothing need be there. */
  static NameHeader of(ByteBuffer bytes) {
    return bytes.limit() == 0
        ? new NameHeader(0, 2, 0, 0)
        : new NameHeader(bytes.getInt(0), bytes.getInt(4), bytes.getInt(8), bytes.getInt(12));
  }

  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putInt(0, size).putInt(4, fewestLabels).putInt(8, exact).putInt(12, bucketBits);
  }
}
