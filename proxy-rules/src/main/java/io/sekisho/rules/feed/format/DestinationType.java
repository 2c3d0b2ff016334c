package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a value is said to be: one that is something else is rejected. */
public enum DestinationType {
  /** A name and everything below it. */
  NAME,
  /** A name alone. */
  EXACT_NAME,
  /** An address or a prefix. */
  ADDRESS,
  /** A host with a port. */
  ENDPOINT,
  /** A URL, with or without its scheme; it never stands for a host as a whole. */
  URL,
  /** The SHA-1 of a certificate. */
  CERTIFICATE,
  /** The JA3 or JA4 of a TLS client. */
  FINGERPRINT;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The type with this label, which the kind of pattern has that it is read as. */
  public static Optional<DestinationType> named(String label) {
    return Stream.of(values()).filter(type -> type.label.equals(label)).findFirst();
  }

  public String label() {
    return label;
  }

  /** Reads a value, which has the line that its record stands on. */
  FeedEntry read(FeedLine value) {
    if (value.text().isEmpty()) {
      return value.rejected(RejectReason.EMPTY);
    }
    return value.text().chars().anyMatch(Character::isISOControl)
        ? value.rejected(RejectReason.FORBIDDEN_CHARACTER)
        : parse(value);
  }

  private FeedEntry parse(FeedLine value) {
    return switch (this) {
      case NAME -> name(value, Pattern.SubTree::new);
      case EXACT_NAME -> name(value, Pattern.ExactName::new);
      case ADDRESS ->
          Destination.prefix(value.text())
              .fold(prefix -> value.claim(new Pattern.Addresses(prefix)), value::rejected);
      case ENDPOINT ->
          Authority.parse(value.text()).fold(read -> endpoint(value, read), value::rejected);
      case URL -> Destination.read(value, value.text()).mapClaim(claim -> url(value, claim));
      case CERTIFICATE ->
          CertificateFingerprint.parse(value.text())
              .fold(found -> value.claim(new Pattern.Certificate(found)), value::rejected);
      case FINGERPRINT ->
          TlsClientFingerprint.parse(value.text())
              .fold(found -> value.claim(new Pattern.Fingerprint(found)), value::rejected);
    };
  }

  private static FeedEntry name(FeedLine line, Function<HostName, Pattern> pattern) {
    return Authority.host(line.text())
        .fold(host -> name(line, host, pattern), refusal -> line.rejected(refusal));
  }

  private static FeedEntry name(FeedLine line, Host host, Function<HostName, Pattern> pattern) {
    return host.fold(
        name ->
            name.ascii().indexOf('.') < 0
                ? line.rejected(RejectReason.SINGLE_LABEL)
                : line.claim(pattern.apply(name)),
        address -> line.rejected(RejectReason.ADDRESS_NOT_NAME));
  }

  private static FeedEntry endpoint(FeedLine line, Authority authority) {
    Integer port = authority.port();
    return port == null
        ? line.rejected(RejectReason.PORT_MISSING)
        : line.claim(new Pattern.Socket(new Endpoint(authority.host(), port)));
  }

  /** A URL without scheme and path would be read as the host itself. */
  private static FeedEntry url(FeedLine line, FeedEntry.Claim claim) {
    Pattern.Kind kind = claim.pattern().kind();
    return kind == Pattern.Kind.URL || kind == Pattern.Kind.ENDPOINT
        ? claim
        : line.rejected(RejectReason.ROOT_PATH);
  }
}
