package io.sekisho.rules.guard;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Ranges of addresses that must not be taken as a whole. A prefix takes a range if it holds all of
 * it, or at least {@linkplain #GREAT_PART_BITS a sixteenth}; a single address takes only itself.
 *
 * <p>They stand in parallel arrays in the order of their first addresses, the wider before the
 * narrower, so what a prefix holds stands right behind its own place. A range takes 21 bytes.
 */
final class ProtectedRanges {
  static final int NONE = -1;

  /** How many bits longer than a range a prefix may be and still take too much of it. */
  static final int GREAT_PART_BITS = 4;

  private static final Comparator<Entry> ORDER =
      Comparator.comparing((Entry entry) -> entry.range().network(), ProtectedRanges::compare)
          .thenComparingInt(entry -> entry.range().length());

  private final long[] high;
  private final long[] low;
  private final byte[] lengths;
  private final int[] lines;
  private final BitSet v4Lengths = new BitSet();
  private final BitSet v6Lengths = new BitSet();

  /** A range and where it stands in its source. */
  record Entry(AddressPrefix range, int line) {}

  ProtectedRanges(List<Entry> ranges) {
    high = new long[ranges.size()];
    low = new long[ranges.size()];
    lengths = new byte[ranges.size()];
    lines = new int[ranges.size()];
    List<Entry> sorted = ranges.stream().sorted(ORDER).toList();
    for (int i = 0; i < sorted.size(); i++) {
      set(i, sorted.get(i));
    }
  }

  /** By family first: among IPv6 addresses, IPv4-mapped ones would stand in the way. */
  private static int compare(IpAddress one, IpAddress other) {
    if (one.isV4() != other.isV4()) {
      return one.isV4() ? 1 : -1;
    }
    int byHigh = Long.compareUnsigned(one.high(), other.high());
    return byHigh != 0 ? byHigh : Long.compareUnsigned(one.low(), other.low());
  }

  private void set(int place, Entry entry) {
    AddressPrefix range = entry.range();
    high[place] = range.network().high();
    low[place] = range.network().low();
    lengths[place] = (byte) range.length();
    lines[place] = entry.line();
    lengths(range).set(range.length());
  }

  int size() {
    return high.length;
  }

  /** The place of a range of which the claimed prefix takes all or a great part. */
  int takenBy(AddressPrefix claimed) {
    int place = placeOf(claimed);
    if (place < size() && holds(claimed, range(place))) {
      return place;
    }
    return claimed.isSingle()
        ? NONE
        : holding(claimed, Math.max(0, claimed.length() - GREAT_PART_BITS));
  }

  /** The place of the longest range that holds the claimed prefix. */
  int around(AddressPrefix claimed) {
    return holding(claimed, 0);
  }

  AddressPrefix range(int place) {
    return new AddressPrefix(new IpAddress(high[place], low[place]), lengths[place] & 0xff);
  }

  int line(int place) {
    return lines[place];
  }

  private int holding(AddressPrefix claimed, int shortest) {
    BitSet known = lengths(claimed);
    for (int length = known.previousSetBit(claimed.length());
        length >= shortest;
        length = known.previousSetBit(length - 1)) {
      AddressPrefix range = new AddressPrefix(claimed.network(), length);
      int place = placeOf(range);
      if (place < size() && range(place).equals(range)) {
        return place;
      }
    }
    return NONE;
  }

  /** The place of the first range that does not come before {@code prefix}. */
  private int placeOf(AddressPrefix prefix) {
    int from = 0;
    int to = size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (compare(middle, prefix) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private int compare(int place, AddressPrefix prefix) {
    int byNetwork = compare(new IpAddress(high[place], low[place]), prefix.network());
    return byNetwork != 0 ? byNetwork : (lengths[place] & 0xff) - prefix.length();
  }

  private static boolean holds(AddressPrefix outer, AddressPrefix inner) {
    return inner.length() >= outer.length() && outer.contains(inner.network());
  }

  private BitSet lengths(AddressPrefix prefix) {
    return prefix.network().isV4() ? v4Lengths : v6Lengths;
  }
}
