package io.sekisho.rules.match.address;

import io.sekisho.rules.match.table.Gate;
import io.sekisho.rules.match.table.HashIndex;
import io.sekisho.rules.match.table.Section;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The runs of a {@link V6Table}, gathered while its prefixes come in order. */
final class V6Runs {
  private final V6Hash hash;
  private long[] hashes = new long[16];

  /** The first entry of each. */
  private int[] starts = new int[16];

  private int size;

  /** What the run is of that began last, for each number of bytes by which runs are told apart. */
  private final long[] last = new long[Long.BYTES];

  private int kinds;

  /** A bit for each 64th of all addresses that prefixes in no run reach into. */
  private long reached;

  V6Runs(V6Hash hash) {
    this.hash = hash;
  }

  /** Adds the prefix of an entry, the next in order. */
  void add(int entry, long high, int length) {
    int bits = V6Table.runBits(length);
    if (bits == 0) {
      int from = V6Table.part(high);
      int to = V6Table.part(high | -1L >>> length);
      reached |= -1L >>> (Long.SIZE - 1 - to + from) << from;
    } else if (begins(V6Hash.upper(high, bits), bits)) {
      add(entry, hash.ofRun(high, bits));
    }
  }

  private boolean begins(long upper, int bits) {
    int bytes = bits / Byte.SIZE;
    boolean begins = (kinds & V6Table.runsOf(bits)) == 0 || last[bytes] != upper;
    kinds |= V6Table.runsOf(bits);
    last[bytes] = upper;
    return begins;
  }

  private void add(int entry, long hashed) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size + (size >>> 1));
      hashes = Arrays.copyOf(hashes, starts.length);
    }
    starts[size] = entry;
    hashes[size++] = hashed;
  }

  int kinds() {
    return kinds;
  }

  long reached() {
    return reached;
  }

  ByteBuffer gate() {
    ByteBuffer room = Gate.room(Section.V6_FILTER, size);
    for (int i = 0; i < size; i++) {
      Gate.add(room, hashes[i]);
    }
    return room;
  }

  /** From the runs to the entries of a table that has so many. */
  ByteBuffer index(int entries) {
    ByteBuffer room = HashIndex.room(Section.V6_INDEX, size);
    for (int i = 0; i < size; i++) {
      HashIndex.add(room, entries, hashes[i], starts[i]);
    }
    return room;
  }
}
