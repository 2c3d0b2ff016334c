package io.sekisho.rules.indicator;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * An IP address as 128 bits, high and low half. IPv4 stands in its IPv4-mapped form (RFC 4291,
 * 2.5.5.2), so that {@code 192.0.2.1} and {@code ::ffff:192.0.2.1} are the same value.
 */
public record IpAddress(long high, long low) implements Host {
  private static final long MAPPED = 0xffffL;

  public static IpAddress v4(int bits) {
    return new IpAddress(0, MAPPED << 32 | Integer.toUnsignedLong(bits));
  }

  public static IpAddress v6(long high, long low) {
    return new IpAddress(high, low);
  }

  public static IpAddress of(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    return bytes.capacity() == 4 ? v4(bytes.getInt()) : v6(bytes.getLong(), bytes.getLong());
  }

  /** Reads an address; a name is refused. */
  public static Parsed<IpAddress> parse(CharSequence text) {
    return Host.parse(text)
        .flatMap(host -> host.fold(name -> Parsed.refused(Refusal.NAME_NOT_ADDRESS), Parsed::of));
  }

  public boolean isV4() {
    return high == 0 && low >>> 32 == MAPPED;
  }

  /** Bits in an address of this family: 32 or 128. */
  public int bits() {
    return isV4() ? 32 : 128;
  }

  /**
   * The IPv4 addresses that this IPv6 address leads to or comes from, as {@link EmbeddedIpv4} finds
   * them. Empty for IPv4, whose mapped form is the same value already.
   */
  public List<IpAddress> embedded() {
    return isV4() ? List.of() : EmbeddedIpv4.in(high, low);
  }

  public InetAddress toInetAddress() {
    ByteBuffer bytes = ByteBuffer.allocate(bits() / 8);
    if (isV4()) {
      bytes.putInt((int) low);
    } else {
      bytes.putLong(high).putLong(low);
    }
    try {
      return InetAddress.getByAddress(bytes.array());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 bytes are always an address", e);
    }
  }

  @Override
  public <R> R fold(Function<HostName, R> name, Function<IpAddress, R> address) {
    return address.apply(this);
  }

  /** Dotted decimal, or the form of RFC 5952. */
  @Override
  public String toString() {
    return isV4() ? dottedDecimal() : Ipv6Text.of(high, low);
  }

  private String dottedDecimal() {
    int bits = (int) low;
    return (bits >>> 24)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }
}
