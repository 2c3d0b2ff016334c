package io.sekisho.rules.indicator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses that are no host of the public Internet: the IANA special-purpose registries (RFC 6890
 * and its successors), multicast, and what is reserved or withdrawn.
 *
 * <p>6to4, Teredo and the NAT64 well-known prefix are no purpose of their own: such an address is
 * as special as the IPv4 address in it. The local-use NAT64 prefix (RFC 8215) is special whatever
 * it holds, because only the network that assigns it knows where in it the IPv4 address stands.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable
public enum SpecialPurpose {
  /** RFC 791, 3.2 and RFC 4291, 2.5.2. */
  UNSPECIFIED("0.0.0.0/32", "::/128"),
  /** RFC 1122, 3.2.1.3. */
  THIS_NETWORK("0.0.0.0/8"),
  LOOPBACK("127.0.0.0/8", "::1/128"),
  /** RFC 1918 and RFC 4193. */
  PRIVATE("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
  /** Between carriers and their customers (RFC 6598). */
  CARRIER_SHARED("100.64.0.0/10"),
  /** RFC 3927 and RFC 4291, 2.5.6; clouds serve instance metadata here. */
  LINK_LOCAL("169.254.0.0/16", "fe80::/10"),
  /** Withdrawn by RFC 3879, still configured here and there. */
  SITE_LOCAL("fec0::/10"),
  /** RFC 5737, RFC 3849 and RFC 9637. */
  DOCUMENTATION("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "3fff::/20"),
  /** RFC 2544 and RFC 5180. */
  BENCHMARKING("198.18.0.0/15", "2001:2::/48"),
  /** RFC 6890, 2.2.2, and 2001::/23 without Teredo (RFC 2928). */
  PROTOCOL_ASSIGNMENT(
      "192.0.0.0/24",
      "2001:1::/32",
      "2001:2::/31",
      "2001:4::/30",
      "2001:8::/29",
      "2001:10::/28",
      "2001:20::/27",
      "2001:40::/26",
      "2001:80::/25",
      "2001:100::/24"),
  /** AS112 (RFC 7534, RFC 7535), AMT (RFC 7450) and the withdrawn 6to4 relays (RFC 7526). */
  ANYCAST_SERVICE(
      "192.31.196.0/24",
      "192.52.193.0/24",
      "192.88.99.0/24",
      "192.175.48.0/24",
      "2620:4f:8000::/48"),
  /** RFC 8215. */
  LOCAL_TRANSLATION("64:ff9b:1::/48"),
  /** RFC 6666 and RFC 9780. */
  DISCARD("100::/64", "100:0:0:1::/64"),
  /** RFC 9602. */
  SEGMENT_ROUTING("5f00::/16"),
  MULTICAST("224.0.0.0/4", "ff00::/8"),
  /** RFC 8190. */
  BROADCAST("255.255.255.255/32"),
  /** RFC 1112, 4. */
  RESERVED("240.0.0.0/4");

  private static final List<SpecialPurpose> ALL = List.of(values());

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final List<AddressPrefix> prefixes;
  private final List<AddressPrefix> embeddedPrefixes;

  SpecialPurpose(String... prefixes) {
    this.prefixes =
        Stream.of(prefixes).map(text -> AddressPrefix.parse(text).orElseThrow()).toList();
    this.embeddedPrefixes =
        this.prefixes.stream()
            .filter(prefix -> prefix.network().isV4())
            .flatMap(SpecialPurpose::embeddings)
            .toList();
  }

  public String label() {
    return label;
  }

  /** What the address, or an IPv4 address embedded in it, is set aside for. */
  public static Optional<SpecialPurpose> of(IpAddress address) {
    Optional<SpecialPurpose> own = ownPurpose(address);
    if (own.isPresent()) {
      return own;
    }
    for (IpAddress embedded : address.embedded()) {
      Optional<SpecialPurpose> inner = ownPurpose(embedded);
      if (inner.isPresent()) {
        return inner;
      }
    }
    return Optional.empty();
  }

  /** What the prefix, or a part of it, is set aside for. */
  public static Optional<SpecialPurpose> overlaps(AddressPrefix prefix) {
    Optional<SpecialPurpose> first = of(prefix.network());
    return first.isPresent() || prefix.isSingle()
        ? first
        : ALL.stream().filter(purpose -> purpose.hasPartIn(prefix)).findFirst();
  }

  private static Optional<SpecialPurpose> ownPurpose(IpAddress address) {
    for (SpecialPurpose purpose : ALL) {
      for (AddressPrefix prefix : purpose.prefixes) {
        if (prefix.contains(address)) {
          return Optional.of(purpose);
        }
      }
    }
    return Optional.empty();
  }

  private boolean hasPartIn(AddressPrefix wide) {
    return Stream.concat(prefixes.stream(), embeddedPrefixes.stream())
        .anyMatch(prefix -> wide.contains(prefix.network()));
  }

  /** An IPv4 prefix as it stands in 6to4, in the NAT64 well-known prefix and in IPv4-compatible. */
  private static Stream<AddressPrefix> embeddings(AddressPrefix v4) {
    long bits = v4.network().low() & 0xffff_ffffL;
    return Stream.of(
        new AddressPrefix(IpAddress.v6(0x2002L << 48 | bits << 16, 0), 16 + v4.length()),
        new AddressPrefix(IpAddress.v6(0x0064_ff9b_0000_0000L, bits), 96 + v4.length()),
        new AddressPrefix(IpAddress.v6(0, bits), 96 + v4.length()));
  }
}
