package io.sekisho.rules.match.address;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.match.table.HashKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Distinct random prefixes of one family, nine in ten of them single addresses; and what to ask.
 */
final class SyntheticPrefixes {
  private static final int[] V4_LENGTHS = {20, 22, 23, 24, 24, 24, 24, 28, 29, 30};
  private static final int[] V6_LENGTHS = {32, 36, 40, 48, 48, 56, 56, 64, 64, 64};

  /** How many /32 blocks prefixes of IPv6 are drawn from, and as many others hold none. */
  private static final int V6_BLOCKS = 1 << 20;

  private final Set<AddressPrefix> distinct;
  private final List<AddressPrefix> prefixes;
  private final boolean v4;
  private final Set<Integer> lengths;

  private SyntheticPrefixes(Set<AddressPrefix> distinct) {
    this.distinct = distinct;
    this.prefixes = new ArrayList<>(distinct);
    this.v4 = prefixes.get(0).network().isV4();
    this.lengths = distinct.stream().map(AddressPrefix::length).collect(Collectors.toSet());
  }

  static SyntheticPrefixes v4(int count) {
    return distinct(count, V4_LENGTHS, 1);
  }

  static SyntheticPrefixes v6(int count) {
    return distinct(count, V6_LENGTHS, 2);
  }

  private static SyntheticPrefixes distinct(int count, int[] lengths, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<AddressPrefix> distinct = new HashSet<>();
    while (distinct.size() < count) {
      IpAddress address = lengths == V4_LENGTHS ? randomV4(random) : randomV6(random, 0);
      boolean single = random.nextInt(10) > 0;
      int length = single ? address.bits() : lengths[random.nextInt(lengths.length)];
      distinct.add(new AddressPrefix(address, length));
    }
    return new SyntheticPrefixes(distinct);
  }

  List<AddressPrefix> prefixes() {
    return prefixes;
  }

  AddressTable table(HashKey key) {
    AddressList list = new AddressList();
    prefixes.forEach(list::add);
    return AddressTable.over(AddressTable.build(list.sorted(), key), key);
  }

  /** Random addresses that no prefix holds; of IPv6 half in blocks where others are listed. */
  IpAddress[] benign(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    IpAddress[] benign = new IpAddress[count];
    for (int i = 0; i < count; i++) {
      do {
        benign[i] = v4 ? randomV4(random) : randomV6(random, random.nextInt(2));
      } while (isListed(benign[i]));
    }
    return benign;
  }

  private boolean isListed(IpAddress address) {
    return lengths.stream().anyMatch(one -> distinct.contains(new AddressPrefix(address, one)));
  }

  /** Benign addresses, few of which make most of it: the k-th as often as 1/k says. */
  IpAddress[] zipf(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    IpAddress[] benign = benign(count, seed + 1);
    IpAddress[] zipf = new IpAddress[count];
    for (int i = 0; i < count; i++) {
      zipf[i] = copy(benign[(int) Math.pow(count, random.nextDouble()) - 1]);
    }
    return zipf;
  }

  /** The networks of listed prefixes. */
  IpAddress[] hits(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    IpAddress[] hits = new IpAddress[count];
    for (int i = 0; i < count; i++) {
      hits[i] = copy(prefixes.get(random.nextInt(prefixes.size())).network());
    }
    return hits;
  }

  /**
   * An address of its own for each question, one behind the other in memory: whoever asks has just
   * read it from somewhere.
   */
  private static IpAddress copy(IpAddress address) {
    return new IpAddress(address.high(), address.low());
  }

  private static IpAddress randomV4(SplittableRandom random) {
    return IpAddress.v4(random.nextInt(0x0100_0000, 0xe000_0000 >>> 1) * 2 + random.nextInt(2));
  }

  private static IpAddress randomV6(SplittableRandom random, int beside) {
    long block = 0x2400_0000L + random.nextInt(V6_BLOCKS) * 509L + beside;
    return IpAddress.v6(block << 32 | (random.nextInt() & 0xffff_ffffL), random.nextLong());
  }
}
