package io.sekisho.rules.match.address;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.match.table.Hits;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.nio.ByteBuffer;

/**
 * Prefixes of IPv4 by their networks in order.
 *
 * <p>The addresses are in blocks of one size, of 64 times a /24 with a million prefixes. Each has a
 * word with a bit for each 64th of it that any prefix reaches into, which answers for most
 * addresses alone, and beside the word stands how many networks come before the block. The bits
 * that are set say about where among the networks of the block an address has its place. Every
 * prefix that holds the address is the last one whose network is not behind it, or holds that
 * network, so the rest is a walk from parent to parent.
 */
final class V4Table {
  static final int SIZE = 0;
  static final int BLOCK_BITS = 4;
  static final int HEADER_BYTES = 8;

  /** How many bits more there are to a part of a block than to a block. */
  static final int PART_BITS = 6;

  /** Finer ones than this, of 2,048 addresses, take more memory than they save look-ups. */
  static final int MOST_BLOCK_BITS = 21;

  /** In a block: where its first network is. Before it stands the word. */
  static final int START = Long.BYTES;

  static final int BLOCK_BYTES = START + Integer.BYTES;

  private final ByteBuffer blocks;
  private final ByteBuffer networks;
  private final Notes notes;
  private final int size;

  /** How far the number of an address's part is above the address's lowest bit. */
  private final int shift;

  private V4Table(Image image) {
    ByteBuffer header = image.section(Section.V4_HEADER);
    boolean empty = header.limit() == 0;
    size = empty ? 0 : header.getInt(SIZE);
    shift = empty ? 0 : Integer.SIZE - PART_BITS - header.getInt(BLOCK_BITS);
    blocks = image.section(Section.V4_BLOCKS);
    networks = image.section(Section.V4_PREFIXES);
    notes = new Notes(image.section(Section.V4_NOTES), size);
  }

  static V4Table over(Image image) {
    return new V4Table(image);
  }

  int size() {
    return size;
  }

  int network(int entry) {
    return Words.intAt(networks, entry * Integer.BYTES);
  }

  int length(int entry) {
    int note = notes.at(entry);
    return note == Notes.NONE ? Integer.SIZE : notes.length(note);
  }

  AddressPrefix prefix(int entry) {
    return new AddressPrefix(IpAddress.v4(network(entry)), length(entry));
  }

  int find(int network, int length) {
    if (size == 0) {
      return Hits.NONE;
    }
    for (int i = lastUpTo(network); i >= 0 && network(i) == network; i--) {
      if (length(i) == length) {
        return i;
      }
    }
    return Hits.NONE;
  }

  void collect(int address, Hits hits) {
    if (size > 0 && (word(address) & bit(address)) != 0) {
      collectReached(address, hits);
    }
  }

  private void collectReached(int address, Hits hits) {
    int entry = lastUpTo(address);
    int network = entry < 0 ? 0 : network(entry);
    while (entry >= 0) {
      int note = notes.at(entry);
      if (agree(network, address, note == Notes.NONE ? Integer.SIZE : notes.length(note))) {
        hits.add(entry);
      }
      entry = note == Notes.NONE ? Nesting.NONE : notes.parent(note);
    }
  }

  private int block(int address) {
    return (address >>> shift >>> PART_BITS) * BLOCK_BYTES;
  }

  private long word(int address) {
    return Words.longAt(blocks, block(address));
  }

  /** The bit of the address's part; shifts count modulo 64. */
  private long bit(int address) {
    return 1L << (address >>> shift);
  }

  /** The last entry whose network is not behind the address; -1 where there is none. */
  private int lastUpTo(int address) {
    int block = block(address);
    int first = Words.intAt(blocks, block + START);
    int end = Words.intAt(blocks, block + BLOCK_BYTES + START);
    int reached = Long.bitCount(word(address) & (bit(address) | bit(address) - 1));
    int near = Math.min(first + reached, end);
    return near == first || isUpTo(near - 1, address)
        ? searchedUp(near, end, address) - 1
        : searchedDown(first, near - 1, address) - 1;
  }

  private boolean isUpTo(int entry, int address) {
    return Integer.compareUnsigned(network(entry), address) <= 0;
  }

  /** The first entry from {@code low} on that is behind the address, searched for from there. */
  private int searchedUp(int low, int end, int address) {
    int from = low;
    int step = 1;
    while (end - from >= step && isUpTo(from + step - 1, address)) {
      from += step;
      step *= 2;
    }
    return searched(from, Math.min(end, from + step - 1), address);
  }

  /** The first entry up to {@code high}, which is behind the address, that is too. */
  private int searchedDown(int first, int high, int address) {
    int to = high;
    int step = 1;
    while (to - first >= step && !isUpTo(to - step, address)) {
      to -= step;
      step *= 2;
    }
    return searched(Math.max(first, to - step + 1), to, address);
  }

  /** The first entry from {@code from} on that is behind the address, which {@code to} may be. */
  private int searched(int from, int to, int address) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isUpTo(middle, address)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The upper so many bits of an address. */
  static int top(int address, int bits) {
    return (int) ((address & 0xffff_ffffL) >>> (Integer.SIZE - bits));
  }

  /** Whether two addresses have their first so many bits in common. */
  static boolean agree(int one, int other, int bits) {
    return ((one ^ other) & 0xffff_ffffL) >>> (Integer.SIZE - bits) == 0;
  }
}
