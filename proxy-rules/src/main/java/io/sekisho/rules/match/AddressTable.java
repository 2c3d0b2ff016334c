package io.sekisho.rules.match;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/** A feed's prefixes: one probe for each prefix length of the address's family that occurs. */
final class AddressTable {
  private final KeyTable<AddressPrefix> prefixes;
  private final BitSet v4Lengths = new BitSet();
  private final BitSet v6Lengths = new BitSet();

  AddressTable(EntryStore store) {
    this.prefixes = new KeyTable<>(store);
  }

  int find(AddressPrefix prefix) {
    return prefixes.find(prefix);
  }

  int place(Pattern.Addresses addresses) {
    AddressPrefix prefix = addresses.prefix();
    lengths(prefix.network()).set(prefix.length());
    return prefixes.place(prefix, addresses);
  }

  /** Adds the indicators of every live prefix that holds the address, the longest first. */
  void collect(IpAddress address, Layer layer, Instant now, List<Indicator> found) {
    BitSet lengths = lengths(address);
    for (int i = lengths.length() - 1; i >= 0; i = lengths.previousSetBit(i - 1)) {
      layer.addLive(prefixes.find(new AddressPrefix(address, i)), now, found);
    }
  }

  private BitSet lengths(IpAddress address) {
    return address.isV4() ? v4Lengths : v6Lengths;
  }
}
