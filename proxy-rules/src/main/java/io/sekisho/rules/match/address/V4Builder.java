package io.sekisho.rules.match.address;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.SectionBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Makes the sections of a {@link V4Table} of prefixes that come in order. */
final class V4Builder {
  /** The filter has so many bits for a prefix, and no finer ones than for a /24. */
  private static final int FILTER_BITS_PER_PREFIX = 16;

  private static final int PREFIXES_PER_CHUNK = 8;

  private final Nesting nesting = new Nesting();
  private int[] networks = new int[16];
  private byte[] lengths = new byte[16];
  private int size;

  void add(int network, int length) {
    if (size > 0 && compare(network, length, size - 1) <= 0) {
      throw AddressTable.outOfOrder();
    }
    if (size == networks.length) {
      networks = Arrays.copyOf(networks, size + (size >>> 1));
      lengths = Arrays.copyOf(lengths, networks.length);
    }
    networks[size] = network;
    lengths[size] = (byte) length;
    nesting.enter(size, this::holds);
    size++;
  }

  private int compare(int network, int length, int entry) {
    int byNetwork = Integer.compareUnsigned(network, networks[entry]);
    return byNetwork == 0 ? Integer.compare(length, length(entry)) : byNetwork;
  }

  private int length(int entry) {
    return lengths[entry] & 0xff;
  }

  private boolean holds(int wide, int narrow) {
    return V4Table.agree(networks[wide], networks[narrow], length(wide));
  }

  void build(Image.Builder image) {
    if (size == 0) {
      return;
    }
    int filterBits =
        Math.min(V4Table.FINEST, Math.max(6, bits(size * (long) FILTER_BITS_PER_PREFIX)));
    int chunkBits = bits(size / PREFIXES_PER_CHUNK);
    image.put(Section.V4_HEADER, header(filterBits, chunkBits));
    image.put(Section.V4_FILTER, filter(filterBits));
    image.put(Section.V4_INDEX, index(chunkBits));
    image.put(Section.V4_PREFIXES, prefixes());
    image.put(
        Section.V4_NOTES,
        Notes.of(Section.V4_NOTES, size, lengths, nesting.parents(), Integer.SIZE));
  }

  /** How many bits count up to {@code number}. */
  private static int bits(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number);
  }

  private ByteBuffer header(int filterBits, int chunkBits) {
    ByteBuffer header = SectionBytes.of(Section.V4_HEADER, V4Table.HEADER_BYTES);
    header.putInt(V4Table.SIZE, size);
    header.putInt(V4Table.FILTER_BITS, filterBits);
    header.putInt(V4Table.CHUNK_BITS, chunkBits);
    return header;
  }

  private ByteBuffer filter(int filterBits) {
    ByteBuffer filter = SectionBytes.of(Section.V4_FILTER, 1L << (filterBits - 3));
    for (int i = 0; i < size; i++) {
      if (nesting.parents()[i] == Nesting.NONE) {
        mark(filter, V4Table.top(networks[i], filterBits), V4Table.top(last(i), filterBits));
      }
    }
    return filter;
  }

  private int last(int entry) {
    return networks[entry] | (int) (0xffff_ffffL >>> length(entry));
  }

  private static void mark(ByteBuffer filter, int from, int to) {
    for (int word = from >>> 6; word <= to >>> 6; word++) {
      long behind = word == from >>> 6 ? -1L << from : -1;
      long before = word == to >>> 6 ? -1L >>> ~to : -1;
      int at = word * Long.BYTES;
      filter.putLong(at, filter.getLong(at) | (behind & before));
    }
  }

  /** Where each chunk begins, and at the end where the last one ends. */
  private ByteBuffer index(int chunkBits) {
    int chunks = 1 << chunkBits;
    ByteBuffer index = SectionBytes.of(Section.V4_INDEX, (chunks + 1L) * Integer.BYTES);
    int entry = 0;
    for (int chunk = 0; chunk < chunks; chunk++) {
      while (entry < size && V4Table.top(networks[entry], chunkBits) < chunk) {
        entry++;
      }
      index.putInt(chunk * Integer.BYTES, entry);
    }
    return index.putInt(chunks * Integer.BYTES, size);
  }

  private ByteBuffer prefixes() {
    ByteBuffer prefixes = SectionBytes.of(Section.V4_PREFIXES, (long) size * Integer.BYTES);
    for (int i = 0; i < size; i++) {
      prefixes.putInt(i * Integer.BYTES, networks[i]);
    }
    return prefixes;
  }
}
