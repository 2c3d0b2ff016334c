package io.sekisho.rules.match.address;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.util.Arrays;

/** Prefixes of one family as a trie of single bits, in two arrays. */
final class BinaryTrie {
  private static final int NONE = -1;

  /** Two for each node: where the bits 0 and 1 lead; 0 is nowhere. */
  private int[] children = new int[64];

  private int[] values = new int[32];
  private int nodes = 1;

  BinaryTrie() {
    Arrays.fill(values, NONE);
  }

  void put(AddressPrefix prefix, int value) {
    int node = 0;
    for (int i = 0; i < prefix.length(); i++) {
      int edge = 2 * node + bit(prefix.network(), i);
      if (children[edge] == 0) {
        int child = grow(); // first, since it may take another array
        children[edge] = child;
      }
      node = children[edge];
    }
    values[node] = value;
  }

  private int grow() {
    if (nodes == values.length) {
      children = Arrays.copyOf(children, 4 * nodes);
      values = Arrays.copyOf(values, 2 * nodes);
      Arrays.fill(values, nodes, values.length, NONE);
    }
    return nodes++;
  }

  /** The value of the longest prefix that holds the address, or -1. */
  int longest(IpAddress address) {
    int found = values[0];
    int bits = address.bits();
    int node = 0;
    for (int i = 0; i < bits; i++) {
      node = children[2 * node + bit(address, i)];
      if (node == 0) {
        return found;
      }
      found = values[node] == NONE ? found : values[node];
    }
    return found;
  }

  private static int bit(IpAddress address, int index) {
    int at = address.isV4() ? index + 96 : index;
    long half = at < 64 ? address.high() : address.low();
    return (int) (half >>> (63 - (at & 63))) & 1;
  }
}
