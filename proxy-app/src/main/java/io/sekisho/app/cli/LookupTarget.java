package io.sekisho.app.cli;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.IpAddress;
import io.sekisho.rules.indicator.Parsed;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a look-up asks about, in canonical form. A host without a port is asked about on the ports
 * of the web.
 *
 * @param host null where one port or URL is asked about
 */
record LookupTarget(String canonical, Evidence evidence, @Nullable Host host) {
  static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** A fingerprint is asked about without saying who shows it, or to whom. */
  private static final Endpoint NOWHERE = new Endpoint(IpAddress.v4(0), HTTPS);

  private LookupTarget(Clue clue, String canonical) {
    this(canonical, Evidence.of(clue), null);
  }

  /**
   * Reads a host, an address, {@code host:port}, a URL, a certificate's SHA-1 fingerprint, or a TLS
   * client's JA3 or JA4.
   *
   * @throws UsageFault with the reason, where it is none of them
   */
  static LookupTarget parse(String what) throws UsageFault {
    Optional<CertificateFingerprint> certificate = CertificateFingerprint.parse(what).accepted();
    if (certificate.isPresent()) {
      return certificate(certificate.get());
    }
    Optional<TlsClientFingerprint> client = client(what);
    return client.isPresent() ? client(client.get()) : destination(what);
  }

  /** It may stand behind its kind, as in {@code ja3:}. */
  private static Optional<TlsClientFingerprint> client(String what) {
    return TlsClientFingerprint.parse(what.replaceFirst("(?i)^ja[34]:", "")).accepted();
  }

  private static LookupTarget client(TlsClientFingerprint fingerprint) {
    Clue clue = Clue.ofClient(Clue.Kind.LOOKUP, fingerprint, NOWHERE);
    return new LookupTarget(clue, fingerprint.toString());
  }

  private static LookupTarget certificate(CertificateFingerprint fingerprint) {
    Clue clue = Clue.ofCertificate(Clue.Kind.LOOKUP, fingerprint, NOWHERE);
    return new LookupTarget(clue, fingerprint.toString());
  }

  private static LookupTarget destination(String what) throws UsageFault {
    int scheme = what.indexOf("://");
    if (scheme >= 0) {
      int port = defaultPort(what.substring(0, scheme).toLowerCase(Locale.ROOT), what);
      return url(what, scheme + 3, port);
    }
    if (what.indexOf('/') < 0) {
      return host(what);
    }
    if (AddressPrefix.parse(what).accepted().isPresent()) {
      throw new UsageFault(what + " is a range of addresses, not one destination");
    }
    return url(what, 0, HTTP);
  }

  private static int defaultPort(String scheme, String what) throws UsageFault {
    return switch (scheme) {
      case "http", "ws" -> HTTP;
      case "https", "wss" -> HTTPS;
      default -> throw new UsageFault(what + " is neither an http: nor an https: URL");
    };
  }

  private static LookupTarget url(String what, int from, int defaultPort) throws UsageFault {
    int end = from;
    while (end < what.length() && "/?#".indexOf(what.charAt(end)) < 0) {
      end++;
    }
    String authority = what.substring(from, end);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    String rest = what.substring(end).replaceFirst("#.*", "");
    String path = rest.startsWith("/") ? rest : "/" + rest;
    Endpoint endpoint = accepted(Endpoint.parseWithDefaultPort(host, defaultPort), what);
    return new LookupTarget(new Clue(Clue.Kind.LOOKUP, endpoint, path), endpoint + path);
  }

  private static LookupTarget host(String what) throws UsageFault {
    boolean bare = what.indexOf(':') < 0 || IpAddress.parse(what).accepted().isPresent();
    if (bare) {
      Host host = accepted(Host.parse(what), what);
      return new LookupTarget(
          host.toString(), new Evidence(List.of(clue(host, HTTPS), clue(host, HTTP))), host);
    }
    Endpoint endpoint = accepted(Endpoint.parse(what), what);
    return new LookupTarget(new Clue(Clue.Kind.LOOKUP, endpoint), endpoint.toString());
  }

  Optional<Host> wholeHost() {
    return Optional.ofNullable(host);
  }

  private static Clue clue(Host host, int port) {
    return new Clue(Clue.Kind.LOOKUP, new Endpoint(host, port));
  }

  private static <T> T accepted(Parsed<T> parsed, String what) throws UsageFault {
    return parsed
        .accepted()
        .orElseThrow(
            () ->
                new UsageFault(
                    "\""
                        + Printable.of(what)
                        + "\" is not a host, an address, a URL or a fingerprint: "
                        + parsed.fold(value -> "", reason -> reason.label())));
  }
}
