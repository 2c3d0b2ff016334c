package io.sekisho.rules.match.address;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.match.table.Gate;
import io.sekisho.rules.match.table.HashIndex;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.nio.ByteBuffer;

/**
 * Prefixes of IPv6 by their networks in order.
 *
 * <p>Networks that have their first bits in common lie in a run: those of prefixes of 48 bits and
 * more by the first 48, of shorter ones by the first 32, 24 or 16 that they still have. Runs are
 * found by keyed hashes, with a gate before. As of IPv4, every prefix that holds an address is the
 * last one whose network is not behind it, or holds that network: from any network that is not
 * behind the address one comes there, and from the run in at most twice as many steps as its size
 * has bits. Where no run is, no prefix of its lengths holds the address. The few prefixes of less
 * than 16 bits have a bit for each 64th of all addresses that they reach into, and are searched for
 * among all.
 */
final class V6Table {
  static final int SINGLE = 128;
  static final int SIZE = 0;
  static final int RUNS = 4;
  static final int REACHED = 8;
  static final int HEADER_BYTES = 16;
  static final int NETWORK_BYTES = 16;

  /** By how many bits runs are told apart, each a bit in the header where there is any run. */
  private static final int FINEST = 48;

  private static final int FINE = 32;
  private static final int COARSE = 24;
  private static final int COARSEST = 16;

  private final V6Hash hash;
  private final Gate gate;
  private final HashIndex index;
  private final ByteBuffer networks;
  private final Notes notes;
  private final int size;
  private final boolean hasFinest;
  private final boolean hasFine;
  private final boolean hasCoarse;
  private final boolean hasCoarsest;
  private final long reached;

  private V6Table(Image image, HashKey key) {
    ByteBuffer header = image.section(Section.V6_HEADER);
    boolean empty = header.limit() == 0;
    size = empty ? 0 : header.getInt(SIZE);
    int runs = empty ? 0 : header.getInt(RUNS);
    hasFinest = (runs & runsOf(FINEST)) != 0;
    hasFine = (runs & runsOf(FINE)) != 0;
    hasCoarse = (runs & runsOf(COARSE)) != 0;
    hasCoarsest = (runs & runsOf(COARSEST)) != 0;
    reached = empty ? 0 : header.getLong(REACHED);
    hash = new V6Hash(key);
    gate = Gate.over(image.section(Section.V6_FILTER));
    index = HashIndex.over(image.section(Section.V6_INDEX), size);
    networks = image.section(Section.V6_PREFIXES);
    notes = new Notes(image.section(Section.V6_NOTES), size);
  }

  /** By how many bits the run is told apart that prefixes of a length are in; 0 for none. */
  static int runBits(int length) {
    if (length >= FINE) {
      return length >= FINEST ? FINEST : FINE;
    }
    if (length >= COARSE) {
      return COARSE;
    }
    return length >= COARSEST ? COARSEST : 0;
  }

  /** The bit of such runs in the header. */
  static int runsOf(int bits) {
    return 1 << (bits / Byte.SIZE);
  }

  /** The bit of the 64th of all addresses that one is in. */
  static int part(long high) {
    return (int) (high >>> (Long.SIZE - 6));
  }

  static V6Table over(Image image, HashKey key) {
    return new V6Table(image, key);
  }

  int size() {
    return size;
  }

  long high(int entry) {
    return Words.longAt(networks, entry * NETWORK_BYTES);
  }

  long low(int entry) {
    return Words.longAt(networks, entry * NETWORK_BYTES + Long.BYTES);
  }

  int length(int entry) {
    int note = notes.at(entry);
    return note == Notes.NONE ? SINGLE : notes.length(note);
  }

  AddressPrefix prefix(int entry) {
    return new AddressPrefix(IpAddress.v6(high(entry), low(entry)), length(entry));
  }

  int find(long high, long low, int length) {
    if (size == 0) {
      return Hits.NONE;
    }
    int bits = runBits(length);
    int entry = bits == 0 ? first(high, low) : inRun(hash.ofRun(high, bits), bits, high, low);
    int last = entry == Hits.NONE ? Hits.NONE : lastUpTo(entry, high, low);
    for (int i = last; i >= 0 && high(i) == high && low(i) == low; i--) {
      if (length(i) == length) {
        return i;
      }
    }
    return Hits.NONE;
  }

  /** Adds entries, each {@code first} more than its number here. */
  void collect(long high, long low, int first, Hits hits) {
    int entry = size == 0 ? Hits.NONE : notBehind(high, low);
    if (entry != Hits.NONE) {
      collectFrom(lastUpTo(entry, high, low), high, low, first, hits);
    }
  }

  private void collectFrom(int last, long high, long low, int first, Hits hits) {
    long highDifference = high(last) ^ high;
    long lowDifference = low(last) ^ low;
    int entry = last;
    while (entry >= 0) {
      int note = notes.at(entry);
      int length = note == Notes.NONE ? SINGLE : notes.length(note);
      if ((V6Hash.upper(highDifference, length) | V6Hash.lower(lowDifference, length)) == 0) {
        hits.add(first + entry);
      }
      entry = note == Notes.NONE ? Nesting.NONE : notes.parent(note);
    }
  }

  /** Some entry whose network is not behind the address, if any prefix holds the address. */
  private int notBehind(long high, long low) {
    int found = hasFinest ? inRun(FINEST, high, low) : Hits.NONE;
    found = found == Hits.NONE && hasFine ? inRun(FINE, high, low) : found;
    found = found == Hits.NONE && hasCoarse ? inRun(COARSE, high, low) : found;
    found = found == Hits.NONE && hasCoarsest ? inRun(COARSEST, high, low) : found;
    return found == Hits.NONE && (reached & 1L << part(high)) != 0 ? first(high, low) : found;
  }

  private int first(long high, long low) {
    return isUpTo(0, high, low) ? 0 : Hits.NONE;
  }

  private int inRun(int bits, long high, long low) {
    long hashed = hash.ofRun(high, bits);
    return gate.mayHold(hashed) ? inRun(hashed, bits, high, low) : Hits.NONE;
  }

  /** An entry of the run that is not behind the address. */
  private int inRun(long hashed, int bits, long high, long low) {
    for (int at = index.first(hashed); at != HashIndex.NONE; at = index.next(at, hashed)) {
      int entry = index.entry(at);
      if (V6Hash.upper(high(entry) ^ high, bits) == 0 && isUpTo(entry, high, low)) {
        return entry;
      }
    }
    return Hits.NONE;
  }

  private boolean isUpTo(int entry, long high, long low) {
    long own = high(entry);
    return own == high
        ? Long.compareUnsigned(low(entry), low) <= 0
        : Long.compareUnsigned(own, high) < 0;
  }

  /** The last entry whose network is not behind the address, searched for from one that is not. */
  private int lastUpTo(int entry, long high, long low) {
    int from = entry;
    int step = 1;
    while (size - from > step && isUpTo(from + step, high, low)) {
      from += step;
      step *= 2;
    }
    int to = Math.min(size - from, step) + from;
    while (to - from > 1) {
      int middle = (from + to) >>> 1;
      if (isUpTo(middle, high, low)) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
