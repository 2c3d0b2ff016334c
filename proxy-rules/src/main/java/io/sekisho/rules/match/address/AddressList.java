package io.sekisho.rules.match.address;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.util.Arrays;

/**
 * Prefixes as they arrive, to be put in order. IPv4 and IPv6 lie in arrays of their own, so that a
 * prefix of IPv4 takes 9 bytes and one of IPv6 21. For one thread.
 */
public final class AddressList {
  private int[] v4Networks = new int[16];
  private byte[] v4Lengths = new byte[16];
  private int[] v4Arrivals = new int[16];
  private int v4Size;

  private long[] v6Networks = new long[32];
  private byte[] v6Lengths = new byte[16];
  private int[] v6Arrivals = new int[16];
  private int v6Size;

  /** Adds a prefix and gives its number; the first is 0. */
  public int add(AddressPrefix prefix) {
    IpAddress network = prefix.network();
    return network.isV4()
        ? addV4((int) network.low(), prefix.length())
        : addV6(network.high(), network.low(), prefix.length());
  }

  private int addV4(int network, int length) {
    if (v4Size == v4Networks.length) {
      int more = v4Size + (v4Size >>> 1);
      v4Networks = Arrays.copyOf(v4Networks, more);
      v4Lengths = Arrays.copyOf(v4Lengths, more);
      v4Arrivals = Arrays.copyOf(v4Arrivals, more);
    }
    int arrival = size();
    v4Networks[v4Size] = network;
    v4Lengths[v4Size] = (byte) length;
    v4Arrivals[v4Size++] = arrival;
    return arrival;
  }

  private int addV6(long high, long low, int length) {
    if (v6Size == v6Lengths.length) {
      int more = v6Size + (v6Size >>> 1);
      v6Networks = Arrays.copyOf(v6Networks, 2 * more);
      v6Lengths = Arrays.copyOf(v6Lengths, more);
      v6Arrivals = Arrays.copyOf(v6Arrivals, more);
    }
    int arrival = size();
    v6Networks[2 * v6Size] = high;
    v6Networks[2 * v6Size + 1] = low;
    v6Lengths[v6Size] = (byte) length;
    v6Arrivals[v6Size++] = arrival;
    return arrival;
  }

  /** How many were added. */
  public int size() {
    return v4Size + v6Size;
  }

  /** What it takes in memory. */
  public long bytes() {
    return 9L * v4Networks.length + 21L * v6Lengths.length;
  }

  /** All that were added, in order; those that are the same in the order in which they came. */
  public SortedAddresses sorted() {
    return new SortedAddresses(this);
  }

  int v4Size() {
    return v4Size;
  }

  int v4Network(int index) {
    return v4Networks[index];
  }

  int v4Length(int index) {
    return v4Lengths[index];
  }

  int v4Arrival(int index) {
    return v4Arrivals[index];
  }

  int v6Size() {
    return v6Size;
  }

  long v6High(int index) {
    return v6Networks[2 * index];
  }

  long v6Low(int index) {
    return v6Networks[2 * index + 1];
  }

  /** 128 does not fit into a signed byte, but comes back unsigned. */
  int v6Length(int index) {
    return v6Lengths[index] & 0xff;
  }

  int v6Arrival(int index) {
    return v6Arrivals[index];
  }
}
