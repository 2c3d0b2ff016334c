package io.sekisho.rules.feed.format;

import io.sekisho.rules.feed.csv.CsvHeader;
import io.sekisho.rules.indicator.Pattern;
import java.util.Optional;
import java.util.stream.Stream;

/** What kind of destination a value is, in a list that says so of each. */
enum ValueType {
  NAME("domain domainname hostname host fqdn dns", RejectReason.ADDRESS_NOT_NAME),
  ADDRESS(
      "ip ipv4 ipv6 ipaddress ipv4addr ipv6addr ipdst cidr network netblock",
      RejectReason.NAME_NOT_ADDRESS),
  ENDPOINT("ipport ipdstport domainport hostnameport endpoint", RejectReason.PORT_MISSING),
  URL("url uri link", RejectReason.ROOT_PATH);

  private final String names;
  private final RejectReason otherwise;

  ValueType(String names, RejectReason otherwise) {
    this.names = " " + names + " ";
    this.otherwise = otherwise;
  }

  /** The type that lists call so; empty where it is no destination's. */
  static Optional<ValueType> named(String name) {
    String word = " " + CsvHeader.plain(name) + " ";
    return Stream.of(values()).filter(type -> type.names.contains(word)).findFirst();
  }

  /** Reads a value that is said to be of this type, and rejects it where it is not. */
  FeedEntry read(FeedLine line, String value) {
    return Destination.read(line, value)
        .mapClaim(claim -> allows(claim.pattern().kind()) ? claim : line.rejected(otherwise));
  }

  private boolean allows(Pattern.Kind kind) {
    return switch (kind) {
      case NAME, EXACT_NAME -> this == NAME;
      case ADDRESS, PREFIX -> this == ADDRESS;
      case ENDPOINT -> this != NAME;
      case URL -> this == URL;
      case FINGERPRINT, CERTIFICATE -> false;
    };
  }
}
