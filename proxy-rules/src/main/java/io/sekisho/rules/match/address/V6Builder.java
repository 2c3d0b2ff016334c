package io.sekisho.rules.match.address;

import io.sekisho.rules.match.table.Gate;
import io.sekisho.rules.match.table.HashIndex;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.SectionBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Makes the sections of a {@link V6Table} of prefixes that come in order. */
final class V6Builder {
  private final V6Hash hash;
  private final Nesting nesting = new Nesting();
  private long[] highs = new long[16];
  private long[] lows = new long[16];
  private byte[] lengths = new byte[16];
  private int size;

  V6Builder(HashKey key) {
    this.hash = new V6Hash(key);
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(long high, long low, int length) {
    if (size > 0 && compare(high, low, length, size - 1) <= 0) {
      throw AddressTable.outOfOrder();
    }
    if (size == highs.length) {
      highs = Arrays.copyOf(highs, size + (size >>> 1));
      lows = Arrays.copyOf(lows, highs.length);
      lengths = Arrays.copyOf(lengths, highs.length);
    }
    highs[size] = high;
    lows[size] = low;
    lengths[size] = (byte) length;
    nesting.enter(size, this::holds);
    size++;
  }

  private int compare(long high, long low, int length, int entry) {
    int byHigh = Long.compareUnsigned(high, highs[entry]);
    int byNetwork = byHigh == 0 ? Long.compareUnsigned(low, lows[entry]) : byHigh;
    return byNetwork == 0 ? Integer.compare(length, length(entry)) : byNetwork;
  }

  private int length(int entry) {
    return lengths[entry] & 0xff;
  }

  private boolean holds(int wide, int narrow) {
    int length = length(wide);
    return V6Hash.upper(highs[narrow], length) == highs[wide]
        && V6Hash.lower(lows[narrow], length) == lows[wide];
  }

  void build(Image.Builder image) {
    if (size == 0) {
      return;
    }
    image.put(Section.V6_HEADER, header());
    image.put(Section.V6_FILTER, gate());
    image.put(Section.V6_INDEX, index());
    image.put(Section.V6_PREFIXES, prefixes());
    image.put(
        Section.V6_NOTES,
        Notes.of(Section.V6_NOTES, size, lengths, nesting.parents(), V6Table.SINGLE));
  }

  private ByteBuffer header() {
    ByteBuffer header = SectionBytes.of(Section.V6_HEADER, V6Table.HEADER_BYTES);
    header.putInt(V6Table.SIZE, size);
    for (int i = 0; i < size; i++) {
      int at = V6Table.LENGTHS + (length(i) >>> 6) * Long.BYTES;
      header.putLong(at, header.getLong(at) | 1L << length(i));
    }
    return header;
  }

  private ByteBuffer gate() {
    long[] hashes = new long[16];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (count + 2 > hashes.length) {
        hashes = Arrays.copyOf(hashes, count + (count >>> 1) + 2);
      }
      if (length(i) > V6Table.OUTER && opens(i, V6Table.OUTER)) {
        hashes[count++] = hash.ofGate(highs[i], V6Table.OUTER);
      }
      int own = Math.min(V6Table.INNER, length(i));
      if (opens(i, own)) {
        hashes[count++] = hash.ofGate(highs[i], own);
      }
    }
    ByteBuffer room = Gate.room(Section.V6_FILTER, count);
    for (int i = 0; i < count; i++) {
      Gate.add(room, hashes[i]);
    }
    return room;
  }

  /** Whether the entry before does not open the gate of so many bits for this one already. */
  private boolean opens(int entry, int length) {
    return entry == 0
        || length(entry - 1) < length
        || V6Hash.upper(highs[entry - 1] ^ highs[entry], length) != 0;
  }

  private ByteBuffer index() {
    ByteBuffer room = HashIndex.room(Section.V6_INDEX, size);
    for (int i = 0; i < size; i++) {
      HashIndex.add(room, size, hash.ofPrefix(highs[i], lows[i], length(i)), i);
    }
    return room;
  }

  private ByteBuffer prefixes() {
    ByteBuffer prefixes = SectionBytes.of(Section.V6_PREFIXES, (long) size * V6Table.NETWORK_BYTES);
    for (int i = 0; i < size; i++) {
      prefixes.putLong(i * V6Table.NETWORK_BYTES, highs[i]);
      prefixes.putLong(i * V6Table.NETWORK_BYTES + Long.BYTES, lows[i]);
    }
    return prefixes;
  }
}
