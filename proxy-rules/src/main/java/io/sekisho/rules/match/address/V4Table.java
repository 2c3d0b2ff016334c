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
 * <p>A bit for each /24 (for wider blocks in smaller tables) tells where any prefix reaches to, and
 * answers for most addresses alone. For the others an index by the upper bits leads to the last
 * network that is not behind the address. Every prefix that holds the address is that one or holds
 * its network, so the rest is a walk from parent to parent.
 */
final class V4Table {
  static final int FINEST = 24;
  static final int SIZE = 0;
  static final int FILTER_BITS = 4;
  static final int CHUNK_BITS = 8;
  static final int HEADER_BYTES = 12;

  private final ByteBuffer filter;
  private final ByteBuffer index;
  private final ByteBuffer networks;
  private final Notes notes;
  private final int size;
  private final int filterBits;
  private final int chunkBits;

  private V4Table(Image image) {
    ByteBuffer header = image.section(Section.V4_HEADER);
    boolean empty = header.limit() == 0;
    size = empty ? 0 : header.getInt(SIZE);
    filterBits = empty ? 0 : header.getInt(FILTER_BITS);
    chunkBits = empty ? 0 : header.getInt(CHUNK_BITS);
    filter = image.section(Section.V4_FILTER);
    index = image.section(Section.V4_INDEX);
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
    return networks.getInt(entry * Integer.BYTES);
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
    if (size == 0 || !isReached(address)) {
      return;
    }
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

  private boolean isReached(int address) {
    int block = top(address, filterBits);
    return (filter.getLong((block >>> 6) * Long.BYTES) & 1L << block) != 0;
  }

  /** The last entry whose network is not behind the address; -1 where there is none. */
  private int lastUpTo(int address) {
    int chunk = top(address, chunkBits) * Integer.BYTES;
    int low = index.getInt(chunk);
    int high = index.getInt(chunk + Integer.BYTES);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Integer.compareUnsigned(network(middle), address) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
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
