package io.sekisho.rules.indicator;

import java.util.List;
import java.util.stream.IntStream;

/**
 * IPv4 addresses within IPv6 addresses: 6to4 (RFC 3056), Teredo's server and client (RFC 4380),
 * NAT64 with the well-known prefix (RFC 6052) and with the local-use one (RFC 8215), SIIT's
 * IPv4-translated form (RFC 2765) and the deprecated IPv4-compatible one (RFC 4291, 2.5.5.1).
 *
 * <p>The local-use prefix leaves its user a choice of lengths, so each place where RFC 6052, 2.2
 * could put the address is read: one of them is right, and the others are harmless.
 */
final class EmbeddedIpv4 {
  private static final long SIX_TO_FOUR = 0x2002;
  private static final long TEREDO = 0x2001_0000L;
  private static final long NAT64_WELL_KNOWN = 0x0064_ff9b_0000_0000L;
  private static final long NAT64_LOCAL = 0x0064_ff9b_0001L;
  private static final long TRANSLATED = 0xffff_0000L;

  private EmbeddedIpv4() {}

  static List<IpAddress> in(long high, long low) {
    if (high >>> 48 == SIX_TO_FOUR) {
      return addresses((int) (high >>> 16));
    }
    if (high >>> 32 == TEREDO) {
      return addresses((int) high, (int) ~low);
    }
    if (high == NAT64_WELL_KNOWN && low >>> 32 == 0) {
      return addresses((int) low);
    }
    if (high >>> 16 == NAT64_LOCAL) {
      return addresses((int) low, behind48(high, low), behind56(high, low), (int) (low >>> 24));
    }
    boolean compatible = low >>> 32 == 0 && low > 1;
    boolean translated = low >>> 32 == TRANSLATED;
    return high == 0 && (compatible || translated) ? addresses((int) low) : List.of();
  }

  private static int behind48(long high, long low) {
    return (int) (high << 16 | (low >>> 40 & 0xffff));
  }

  private static int behind56(long high, long low) {
    return (int) (high << 24 | (low >>> 32 & 0xff_ffff));
  }

  private static List<IpAddress> addresses(int... found) {
    return IntStream.of(found).distinct().mapToObj(IpAddress::v4).toList();
  }
}
