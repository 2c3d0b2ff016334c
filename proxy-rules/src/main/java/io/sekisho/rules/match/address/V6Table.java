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
 * Prefixes of IPv6 by the keyed hash of network and length.
 *
 * <p>A gate lets no look-up for prefixes of 32 bits and more pass unless one begins with the
 * address's first 32 bits, and for those of 48 and more likewise; the shorter ones have each its
 * own. Behind the gate the lengths that occur are tried from the longest down. What holds the first
 * one found is found from parent to parent.
 */
final class V6Table {
  static final int SINGLE = 128;
  static final int OUTER = 32;
  static final int INNER = 48;
  static final int SIZE = 0;
  static final int LENGTHS = 8;
  static final int HEADER_BYTES = 32;
  static final int NETWORK_BYTES = 16;

  private static final long BELOW_OUTER = (1L << OUTER) - 1;
  private static final long BELOW_INNER = (1L << INNER) - 1;

  private final V6Hash hash;
  private final Gate gate;
  private final HashIndex index;
  private final ByteBuffer networks;
  private final Notes notes;
  private final int size;

  /** A bit for each length that occurs. */
  private final long from0;

  private final long from64;
  private final long from128;

  private V6Table(Image image, HashKey key) {
    ByteBuffer header = image.section(Section.V6_HEADER);
    boolean empty = header.limit() == 0;
    size = empty ? 0 : header.getInt(SIZE);
    from0 = empty ? 0 : header.getLong(LENGTHS);
    from64 = empty ? 0 : header.getLong(LENGTHS + Long.BYTES);
    from128 = empty ? 0 : header.getLong(LENGTHS + 2 * Long.BYTES);
    hash = new V6Hash(key);
    gate = Gate.over(image.section(Section.V6_FILTER));
    index = HashIndex.over(image.section(Section.V6_INDEX), size);
    networks = image.section(Section.V6_PREFIXES);
    notes = new Notes(image.section(Section.V6_NOTES), size);
  }

  static V6Table over(Image image, HashKey key) {
    return new V6Table(image, key);
  }

  int size() {
    return size;
  }

  long high(int entry) {
    return networks.getLong(entry * NETWORK_BYTES);
  }

  long low(int entry) {
    return networks.getLong(entry * NETWORK_BYTES + Long.BYTES);
  }

  int length(int entry) {
    int note = notes.at(entry);
    return note == Notes.NONE ? SINGLE : notes.length(note);
  }

  AddressPrefix prefix(int entry) {
    return new AddressPrefix(IpAddress.v6(high(entry), low(entry)), length(entry));
  }

  int find(long high, long low, int length) {
    long hashed = hash.ofPrefix(high, low, length);
    for (int at = index.first(hashed); at != HashIndex.NONE; at = index.next(at, hashed)) {
      int entry = index.entry(at);
      if (high(entry) == high && low(entry) == low && length(entry) == length) {
        return entry;
      }
    }
    return Hits.NONE;
  }

  /** Adds entries, each {@code first} more than its number here. */
  void collect(long high, long low, int first, Hits hits) {
    if (size == 0) {
      return;
    }
    int entry = longest(high, low);
    while (entry >= 0) {
      hits.add(first + entry);
      int note = notes.at(entry);
      entry = note == Notes.NONE ? Nesting.NONE : notes.parent(note);
    }
  }

  /** The longest prefix that holds the address. */
  private int longest(long high, long low) {
    int found = Hits.NONE;
    if (gate.mayHold(hash.ofGate(high, OUTER))) {
      found = gate.mayHold(hash.ofGate(high, INNER)) ? fromInner(high, low) : Hits.NONE;
      found = found == Hits.NONE ? gated(from0 & BELOW_INNER & ~BELOW_OUTER, high) : found;
    }
    return found == Hits.NONE ? gated(from0 & BELOW_OUTER, high) : found;
  }

  private int fromInner(long high, long low) {
    int found = from128 == 0 ? Hits.NONE : find(high, low, SINGLE);
    found = found == Hits.NONE ? among(from64, Long.SIZE, high, low) : found;
    return found == Hits.NONE ? among(from0 & ~BELOW_INNER, 0, high, 0) : found;
  }

  /** The longest of some lengths, given as bits that begin at the length {@code first}. */
  private int among(long bits, int first, long high, long low) {
    for (long left = bits; left != 0; left ^= Long.highestOneBit(left)) {
      int length = first + Long.SIZE - 1 - Long.numberOfLeadingZeros(left);
      int found = find(V6Hash.upper(high, length), V6Hash.lower(low, length), length);
      if (found != Hits.NONE) {
        return found;
      }
    }
    return Hits.NONE;
  }

  /** The longest of some lengths below that of the inner gate, each behind a gate of its own. */
  private int gated(long bits, long high) {
    for (long left = bits; left != 0; left ^= Long.highestOneBit(left)) {
      int length = Long.SIZE - 1 - Long.numberOfLeadingZeros(left);
      int found =
          gate.mayHold(hash.ofGate(high, length))
              ? find(V6Hash.upper(high, length), 0, length)
              : Hits.NONE;
      if (found != Hits.NONE) {
        return found;
      }
    }
    return Hits.NONE;
  }
}
