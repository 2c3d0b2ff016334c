package io.sekisho.rules.match.table;

import java.nio.ByteBuffer;

/**
 * Says of a hash that it was never added, or that it may have been. A Bloom filter whose bits for
 * one hash lie in one word of 64 (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient Bloom
 * Filters", 2007), so that a question costs one access to memory.
 */
public final class Gate {
  private static final int BITS_PER_HASH = 10;

  private final ByteBuffer bytes;
  private final int words;

  private Gate(ByteBuffer bytes) {
    this.bytes = bytes;
    this.words = bytes.limit() / Long.BYTES;
  }

  /** The filter in a section; an empty one lets nothing pass. */
  public static Gate over(ByteBuffer section) {
    return new Gate(section);
  }

  /** An empty section for a filter of about so many hashes, to be {@linkplain #add filled}. */
  public static ByteBuffer room(Section section, long hashes) {
    long words = hashes * BITS_PER_HASH / Long.SIZE + 1;
    return SectionBytes.of(section, words * Long.BYTES);
  }

  public static void add(ByteBuffer room, long hash) {
    int at = KeyedHash.reduced(hash, room.limit() / Long.BYTES) * Long.BYTES;
    room.putLong(at, room.getLong(at) | KeyedHash.fourBits(hash));
  }

  /** False where the hash was never added. */
  public boolean mayHold(long hash) {
    if (words == 0) {
      return false;
    }
    long bits = KeyedHash.fourBits(hash);
    return (bytes.getLong(KeyedHash.reduced(hash, words) * Long.BYTES) & bits) == bits;
  }
}
