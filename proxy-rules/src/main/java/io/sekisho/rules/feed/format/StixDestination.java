package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.format.stix.StixComparison;
import io.sekisho.rules.feed.format.stix.StixComparison.Operator;
import io.sekisho.rules.feed.format.stix.StixPattern;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a STIX pattern claims about destinations. Each alternative is one entry. Comparisons that
 * have to hold together are used where they are about one end of a connection, {@code
 * network-traffic:dst_ref} with its type, port and protocol, and otherwise not in part either.
 */
final class StixDestination {
  private static final String TRAFFIC = "network-traffic";
  private static final String CERTIFICATE = "x509-certificate";
  private static final Set<String> DESTINATIONS =
      Set.of("domain-name", "ipv4-addr", "ipv6-addr", "url", TRAFFIC);
  private static final Set<String> SHA1 = Set.of("hashes.'SHA-1'", "hashes.SHA1", "hashes.SHA-1");

  private StixDestination() {}

  /** The entries of a pattern, at least one. */
  static List<FeedEntry> read(FeedLine pattern) {
    return StixPattern.parse(pattern.text())
        .fold(
            anyOf -> anyOf.alternatives().stream().map(all -> entry(pattern, all)).toList(),
            refused -> List.of(pattern.rejected(reason(refused.why()))));
  }

  private static RejectReason reason(StixPattern.Why why) {
    return switch (why) {
      case COMPOSITE -> RejectReason.COMPOSITE_PATTERN;
      case UNSUPPORTED -> RejectReason.UNSUPPORTED_PATTERN;
      case BROKEN -> RejectReason.BAD_RECORD;
    };
  }

  private static FeedEntry entry(FeedLine pattern, List<StixComparison> all) {
    if (all.stream().noneMatch(StixDestination::isOfUse)) {
      return pattern.rejected(RejectReason.OTHER_TYPE);
    }
    if (all.stream().allMatch(c -> c.object().equals(TRAFFIC))) {
      return traffic(pattern, all);
    }
    return all.size() == 1
        ? single(pattern, all.get(0))
        : pattern.rejected(RejectReason.COMPOSITE_PATTERN);
  }

  private static boolean isOfUse(StixComparison comparison) {
    return DESTINATIONS.contains(comparison.object())
        || (comparison.object().equals(CERTIFICATE) && SHA1.contains(comparison.property()));
  }

  private static FeedEntry single(FeedLine pattern, StixComparison only) {
    FeedLine value = new FeedLine(pattern.number(), only.value().strip());
    boolean equal = only.operator() == Operator.EQUALS;
    if (only.object().equals(CERTIFICATE) && equal) {
      return DestinationType.CERTIFICATE.read(value);
    }
    if (!only.property().equals("value") || only.operator() == Operator.OTHER) {
      return pattern.rejected(RejectReason.UNSUPPORTED_PATTERN);
    }
    return switch (only.object()) {
      case "ipv4-addr", "ipv6-addr" -> DestinationType.ADDRESS.read(value);
      case "domain-name" -> equal ? DestinationType.NAME.read(value) : unsupported(pattern);
      case "url" -> equal ? DestinationType.URL.read(value) : unsupported(pattern);
      default -> unsupported(pattern);
    };
  }

  private static FeedEntry unsupported(FeedLine pattern) {
    return pattern.rejected(RejectReason.UNSUPPORTED_PATTERN);
  }

  private static FeedEntry traffic(FeedLine pattern, List<StixComparison> all) {
    if (all.stream().anyMatch(c -> c.property().startsWith("src_"))) {
      return pattern.rejected(RejectReason.OTHER_DIRECTION);
    }
    List<String> hosts = values(all, "dst_ref.value");
    List<String> ports = values(all, "dst_port");
    List<String> types = values(all, "dst_ref.type");
    List<String> protocols = values(all, "protocols[*]");
    boolean understood =
        hosts.size() == 1
            && ports.size() <= 1
            && types.size() <= 1
            && protocols.stream().allMatch("tcp"::equalsIgnoreCase)
            && 1 + ports.size() + types.size() + protocols.size() == all.size();
    if (!understood) {
      return unsupported(pattern);
    }
    String host = hosts.get(0).strip();
    if (!ports.isEmpty() && host.indexOf('/') >= 0) {
      return unsupported(pattern);
    }
    return ports.isEmpty()
        ? host(new FeedLine(pattern.number(), host), types)
        : DestinationType.ENDPOINT.read(endpoint(pattern, host, ports.get(0)));
  }

  private static List<String> values(List<StixComparison> all, String property) {
    return all.stream()
        .filter(c -> c.property().equals(property) && c.operator() == Operator.EQUALS)
        .map(StixComparison::value)
        .toList();
  }

  private static FeedEntry host(FeedLine host, List<String> types) {
    boolean address =
        types.isEmpty()
            ? Destination.prefix(host.text()).accepted().isPresent()
            : Stream.of("ipv4-addr", "ipv6-addr").anyMatch(types::contains);
    return (address ? DestinationType.ADDRESS : DestinationType.NAME).read(host);
  }

  private static FeedLine endpoint(FeedLine pattern, String host, String port) {
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return new FeedLine(pattern.number(), (bare ? "[" + host + "]" : host) + ":" + port);
  }
}
