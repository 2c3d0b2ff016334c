package io.sekisho.rules.match.address;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Prefixes of one family in a hash map for each length that occurs. */
final class PrefixMaps {
  private final TreeMap<Integer, Map<IpAddress, Integer>> byLength = new TreeMap<>();

  void put(AddressPrefix prefix, int value) {
    byLength
        .computeIfAbsent(prefix.length(), length -> new HashMap<>())
        .put(prefix.network(), value);
  }

  /** The value of the longest prefix that holds the address, or -1. */
  int longest(IpAddress address) {
    for (Map.Entry<Integer, Map<IpAddress, Integer>> one : byLength.descendingMap().entrySet()) {
      Integer found = one.getValue().get(AddressPrefix.masked(address, one.getKey()));
      if (found != null) {
        return found;
      }
    }
    return -1;
  }

  /** The longest prefix that holds the address. */
  Optional<AddressPrefix> longestPrefix(IpAddress address) {
    return byLength.descendingMap().entrySet().stream()
        .map(one -> Map.entry(new AddressPrefix(address, one.getKey()), one.getValue()))
        .filter(one -> one.getValue().containsKey(one.getKey().network()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
