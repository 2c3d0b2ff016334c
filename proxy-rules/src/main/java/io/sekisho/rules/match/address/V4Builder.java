package io.sekisho.rules.match.address;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.SectionBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Makes the sections of a {@link V4Table} of prefixes that come in order. */
final class V4Builder {
  private static final int PREFIXES_PER_BLOCK = 4;

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
    int blockBits = Math.min(V4Table.MOST_BLOCK_BITS, bits(size / PREFIXES_PER_BLOCK));
    image.put(Section.V4_HEADER, header(blockBits));
    image.put(Section.V4_BLOCKS, blocks(blockBits));
    image.put(Section.V4_PREFIXES, prefixes());
    image.put(
        Section.V4_NOTES,
        Notes.of(Section.V4_NOTES, size, lengths, nesting.parents(), Integer.SIZE));
  }

  /** How many bits count up to {@code number}. */
  private static int bits(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number);
  }

  private ByteBuffer header(int blockBits) {
    ByteBuffer header = SectionBytes.of(Section.V4_HEADER, V4Table.HEADER_BYTES);
    header.putInt(V4Table.SIZE, size);
    header.putInt(V4Table.BLOCK_BITS, blockBits);
    return header;
  }

  /** All blocks, and behind the last where another one would begin. */
  private ByteBuffer blocks(int blockBits) {
    int count = 1 << blockBits;
    ByteBuffer blocks = SectionBytes.of(Section.V4_BLOCKS, (count + 1L) * V4Table.BLOCK_BYTES);
    int entry = 0;
    for (int block = 0; block <= count; block++) {
      while (entry < size && V4Table.top(networks[entry], blockBits) < block) {
        entry++;
      }
      blocks.putInt(block * V4Table.BLOCK_BYTES + V4Table.START, entry);
    }
    int partBits = blockBits + V4Table.PART_BITS;
    for (int i = 0; i < size; i++) {
      if (nesting.parents()[i] == Nesting.NONE) {
        mark(blocks, V4Table.top(networks[i], partBits), V4Table.top(last(i), partBits));
      }
    }
    return blocks;
  }

  private int last(int entry) {
    return networks[entry] | (int) (0xffff_ffffL >>> length(entry));
  }

  private static void mark(ByteBuffer blocks, int from, int to) {
    for (int word = from >>> 6; word <= to >>> 6; word++) {
      long behind = word == from >>> 6 ? -1L << from : -1;
      long before = word == to >>> 6 ? -1L >>> ~to : -1;
      int at = word * V4Table.BLOCK_BYTES;
      blocks.putLong(at, blocks.getLong(at) | (behind & before));
    }
  }

  private ByteBuffer prefixes() {
    ByteBuffer prefixes = SectionBytes.of(Section.V4_PREFIXES, (long) size * Integer.BYTES);
    for (int i = 0; i < size; i++) {
      prefixes.putInt(i * Integer.BYTES, networks[i]);
    }
    return prefixes;
  }
}
