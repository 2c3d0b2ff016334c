package io.sekisho.rules.indicator;

/**
 * An address prefix in CIDR form (RFC 4632, RFC 4291), with the bits behind the prefix zero.
 *
 * @param length in bits of the network's own family: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record AddressPrefix(IpAddress network, int length) {
  public AddressPrefix {
    if (length < 0 || length > network.bits()) {
      throw new IllegalArgumentException("prefix length " + length + " of " + network);
    }
    network = masked(network, length);
  }

  /** The prefix that holds one address. */
  public static AddressPrefix of(IpAddress address) {
    return new AddressPrefix(address, address.bits());
  }

  /** Reads an address, or an address with a prefix length; bits behind the prefix are dropped. */
  public static Parsed<AddressPrefix> parse(CharSequence text) {
    String raw = text.toString();
    int slash = raw.indexOf('/');
    if (slash < 0) {
      return IpAddress.parse(raw).flatMap(address -> Parsed.of(of(address)));
    }
    return IpAddress.parse(raw.substring(0, slash))
        .flatMap(address -> withLength(address, raw, slash + 1));
  }

  private static Parsed<AddressPrefix> withLength(IpAddress address, String raw, int from) {
    int digits = raw.length() - from;
    if (digits < 1 || digits > 3) {
      return Parsed.refused(Refusal.BAD_PREFIX_LENGTH);
    }
    int length = 0;
    for (int i = from; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c < '0' || c > '9') {
        return Parsed.refused(Refusal.BAD_PREFIX_LENGTH);
      }
      length = 10 * length + c - '0';
    }
    boolean mappedForm = address.isV4() && raw.indexOf(':') >= 0;
    int ownLength = mappedForm ? length - 96 : length;
    return ownLength < 0 || ownLength > address.bits()
        ? Parsed.refused(Refusal.BAD_PREFIX_LENGTH)
        : Parsed.of(new AddressPrefix(address, ownLength));
  }

  public boolean contains(IpAddress address) {
    if (address.isV4() != network.isV4()) {
      return false;
    }
    int free = network.bits() - length;
    long high = address.high() ^ network.high();
    long low = address.low() ^ network.low();
    return free < 64 ? high == 0 && low >>> free == 0 : free == 128 || high >>> (free - 64) == 0;
  }

  /** Whether it holds one address alone. */
  public boolean isSingle() {
    return length == network.bits();
  }

  /** {@code address} with every bit behind the first {@code length} of its family cleared. */
  public static IpAddress masked(IpAddress address, int length) {
    int kept = address.isV4() ? length + 96 : length;
    if (kept >= 128) {
      return address;
    }
    return kept >= 64
        ? new IpAddress(address.high(), kept == 64 ? 0 : address.low() & -1L << (128 - kept))
        : new IpAddress(kept == 0 ? 0 : address.high() & -1L << (64 - kept), 0);
  }

  @Override
  public String toString() {
    return isSingle() ? network.toString() : network + "/" + length;
  }
}
