package io.sekisho.rules.guard;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Ranges of addresses that must not be taken as a whole. A prefix takes a range if it holds all of
 * it, or at least {@linkplain #GREAT_PART_BITS a sixteenth}; a single address takes only itself.
 */
final class ProtectedRanges {
  /** How many bits longer than a range a prefix may be and still take too much of it. */
  static final int GREAT_PART_BITS = 4;

  private static final Comparator<AddressPrefix> ORDER =
      Comparator.comparing(AddressPrefix::network, ProtectedRanges::compare)
          .thenComparingInt(AddressPrefix::length);

  private final List<Entry> entries;
  private final BitSet v4Lengths = new BitSet();
  private final BitSet v6Lengths = new BitSet();

  /** A range and where it stands in its source. */
  record Entry(AddressPrefix range, int line) {}

  ProtectedRanges(List<Entry> ranges) {
    List<Entry> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparing(Entry::range, ORDER));
    this.entries = List.copyOf(sorted);
    entries.forEach(entry -> lengths(entry.range()).set(entry.range().length()));
  }

  private static int compare(IpAddress one, IpAddress other) {
    int byHigh = Long.compareUnsigned(one.high(), other.high());
    return byHigh != 0 ? byHigh : Long.compareUnsigned(one.low(), other.low());
  }

  int size() {
    return entries.size();
  }

  /** A range of which the claimed prefix takes all or a great part. */
  Optional<Entry> takenBy(AddressPrefix claimed) {
    int place = placeOf(claimed);
    if (place < entries.size() && holds(claimed, entries.get(place).range())) {
      return Optional.of(entries.get(place));
    }
    return claimed.isSingle()
        ? Optional.empty()
        : holding(claimed, Math.max(0, claimed.length() - GREAT_PART_BITS));
  }

  /** The longest range that holds the claimed prefix. */
  Optional<Entry> around(AddressPrefix claimed) {
    return holding(claimed, 0);
  }

  private Optional<Entry> holding(AddressPrefix claimed, int shortest) {
    BitSet lengths = lengths(claimed);
    for (int length = lengths.previousSetBit(claimed.length());
        length >= shortest;
        length = lengths.previousSetBit(length - 1)) {
      AddressPrefix range = new AddressPrefix(claimed.network(), length);
      int place = placeOf(range);
      if (place < entries.size() && entries.get(place).range().equals(range)) {
        return Optional.of(entries.get(place));
      }
    }
    return Optional.empty();
  }

  /** The place of the first range that does not come before {@code prefix}. */
  private int placeOf(AddressPrefix prefix) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ORDER.compare(entries.get(middle).range(), prefix) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static boolean holds(AddressPrefix outer, AddressPrefix inner) {
    return inner.length() >= outer.length() && outer.contains(inner.network());
  }

  private BitSet lengths(AddressPrefix prefix) {
    return prefix.network().isV4() ? v4Lengths : v6Lengths;
  }
}
