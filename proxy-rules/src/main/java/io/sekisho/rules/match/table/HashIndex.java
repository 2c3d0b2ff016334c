package io.sekisho.rules.match.table;

import java.nio.ByteBuffer;

/**
 * From hashes to entries, by open addressing with linear probing. A slot of 32 bits holds the entry
 * plus one in as many of its lower bits as the greatest entry needs, and bits of the hash in the
 * others, so that hardly ever an entry is looked at that is another one's. Zero is free.
 */
public final class HashIndex {
  /** Where a search for candidates ends. */
  public static final int NONE = -1;

  private static final int MOST_IN_FOUR = 5;

  private final ByteBuffer bytes;
  private final int slots;
  private final int entryMask;

  private HashIndex(ByteBuffer bytes, int entries) {
    this.bytes = bytes;
    this.slots = bytes.limit() / Integer.BYTES;
    this.entryMask = mask(entries);
  }

  /** The index in a section, of a table with so many entries. */
  public static HashIndex over(ByteBuffer section, int entries) {
    return new HashIndex(section, entries);
  }

  /** An empty section for so many hashes, to be {@linkplain #add filled}. */
  public static ByteBuffer room(Section section, int hashes) {
    long slots = (long) hashes * MOST_IN_FOUR / 4 + 2;
    return SectionBytes.of(section, slots * Integer.BYTES);
  }

  /** Adds an entry of a table that has so many of them. */
  public static void add(ByteBuffer room, int entries, long hash, int entry) {
    int slots = room.limit() / Integer.BYTES;
    int at = KeyedHash.reduced(hash, slots);
    while (room.getInt(at * Integer.BYTES) != 0) {
      at = at + 1 == slots ? 0 : at + 1;
    }
    int mask = mask(entries);
    room.putInt(at * Integer.BYTES, ((int) hash & ~mask) | (entry + 1));
  }

  /** The position of the first candidate for a hash. */
  public int first(long hash) {
    return slots == 0 ? NONE : candidate(KeyedHash.reduced(hash, slots), hash);
  }

  /** The position of the candidate behind another. */
  public int next(int position, long hash) {
    return candidate(behind(position), hash);
  }

  /** The entry at the position of a candidate. */
  public int entry(int position) {
    return (bytes.getInt(position * Integer.BYTES) & entryMask) - 1;
  }

  private int candidate(int from, long hash) {
    int tag = (int) hash & ~entryMask;
    int at = from;
    int slot = bytes.getInt(at * Integer.BYTES);
    while (slot != 0 && (slot & ~entryMask) != tag) {
      at = behind(at);
      slot = bytes.getInt(at * Integer.BYTES);
    }
    return slot == 0 ? NONE : at;
  }

  private int behind(int position) {
    return position + 1 == slots ? 0 : position + 1;
  }

  private static int mask(int entries) {
    return -1 >>> Integer.numberOfLeadingZeros(Math.max(1, entries));
  }
}
