package io.sekisho.rules.match.address;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.SectionBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Makes the sections of a {@link V6Table} of prefixes that come in order. */
final class V6Builder {
  private final V6Runs runs;
  private final Nesting nesting = new Nesting();
  private long[] highs = new long[16];
  private long[] lows = new long[16];
  private byte[] lengths = new byte[16];
  private int size;

  V6Builder(HashKey key) {
    this.runs = new V6Runs(new V6Hash(key));
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
    runs.add(size, high, length);
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
    image.put(Section.V6_FILTER, runs.gate());
    image.put(Section.V6_INDEX, runs.index(size));
    image.put(Section.V6_PREFIXES, prefixes());
    image.put(
        Section.V6_NOTES,
        Notes.of(Section.V6_NOTES, size, lengths, nesting.parents(), V6Table.SINGLE));
  }

  private ByteBuffer header() {
    ByteBuffer header = SectionBytes.of(Section.V6_HEADER, V6Table.HEADER_BYTES);
    header.putInt(V6Table.SIZE, size);
    header.putInt(V6Table.RUNS, runs.kinds());
    header.putLong(V6Table.REACHED, runs.reached());
    return header;
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
