package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.IpAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every address from the first to the last, both of one family. */
record AddressRange(IpAddress first, IpAddress last) {
  private static final BigInteger HALF = BigInteger.ONE.shiftLeft(64);

  /** Empty where the two are of different families or in the wrong order. */
  static Optional<AddressRange> between(IpAddress first, IpAddress last) {
    boolean ordered = first.isV4() == last.isV4() && number(first).compareTo(number(last)) <= 0;
    return ordered ? Optional.of(new AddressRange(first, last)) : Optional.empty();
  }

  /** The fewest prefixes that hold the range and nothing else; at most 2 * 128 - 2. */
  List<AddressPrefix> prefixes() {
    List<AddressPrefix> found = new ArrayList<>();
    BigInteger end = number(last).add(BigInteger.ONE);
    BigInteger from = number(first);
    while (from.compareTo(end) < 0) {
      int fits = end.subtract(from).bitLength() - 1;
      int aligned = from.signum() == 0 ? first.bits() : from.getLowestSetBit();
      int bits = Math.min(Math.min(fits, aligned), first.bits());
      found.add(new AddressPrefix(address(from), first.bits() - bits));
      from = from.add(BigInteger.ONE.shiftLeft(bits));
    }
    return found;
  }

  private static BigInteger number(IpAddress address) {
    return unsigned(address.high()).shiftLeft(64).add(unsigned(address.low()));
  }

  private static BigInteger unsigned(long half) {
    return half >= 0 ? BigInteger.valueOf(half) : BigInteger.valueOf(half).add(HALF);
  }

  private static IpAddress address(BigInteger number) {
    return IpAddress.v6(number.shiftRight(64).longValue(), number.longValue());
  }
}
