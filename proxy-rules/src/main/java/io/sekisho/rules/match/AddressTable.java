package io.sekisho.rules.match;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A feed's prefixes: one probe for each prefix length of the address's family that occurs. */
final class AddressTable {
  private final Map<AddressPrefix, Indicator> indicators = new HashMap<>();
  private final BitSet v4Lengths = new BitSet();
  private final BitSet v6Lengths = new BitSet();

  void add(AddressPrefix prefix, Indicator indicator) {
    lengths(prefix.network()).set(prefix.length());
    indicators.merge(prefix, indicator, Entries::lasting);
  }

  /** Adds the indicators of every live prefix that holds the address, the longest first. */
  void collect(IpAddress address, Instant now, List<Indicator> found) {
    BitSet lengths = lengths(address);
    for (int i = lengths.length() - 1; i >= 0; i = lengths.previousSetBit(i - 1)) {
      Entries.addLive(indicators.get(new AddressPrefix(address, i)), now, found);
    }
  }

  int size() {
    return indicators.size();
  }

  int singles() {
    int singles = 0;
    for (AddressPrefix prefix : indicators.keySet()) {
      singles += prefix.isSingle() ? 1 : 0;
    }
    return singles;
  }

  private BitSet lengths(IpAddress address) {
    return address.isV4() ? v4Lengths : v6Lengths;
  }
}
