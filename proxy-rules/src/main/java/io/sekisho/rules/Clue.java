package io.sekisho.rules;

import io.sekisho.rules.indicator.CertificateFingerprint;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One name or address that a flow revealed, with how it became known; or the certificate that the
 * server there showed, or how the client greeted it.
 *
 * @param path the path and query, where the flow shows them in the clear and they count as part of
 *     the destination; otherwise null
 * @param certificate where this is not null the clue is the certificate alone, and {@code
 *     destination} says where it was shown
 * @param client where this is not null the clue is a fingerprint of the client's hello alone, and
 *     {@code destination} says where that was sent
 */
public record Clue(
    Kind kind,
    Endpoint destination,
    @Nullable String path,
    @Nullable CertificateFingerprint certificate,
    @Nullable TlsClientFingerprint client) {

  /** How a name or an address became known. */
  public enum Kind {
    /** The authority-form target of CONNECT (RFC 9110, 9.3.6). */
    CONNECT_TARGET,
    /** The authority of an absolute-form request target (RFC 9112, 3.2.2). */
    REQUEST_TARGET,
    /** The address that a client connected to itself, before the connection was diverted to us. */
    ORIGINAL_DESTINATION,
    /**
     * The Host field of a request: where a proxy is asked, only if it differs from the target's
     * authority.
     */
    HOST,
    /** The server name of a TLS ClientHello (RFC 6066, 3). */
    SNI,
    /** A name that the name being dialled is another one for (CNAME), found by the proxy itself. */
    ALIAS,
    /** An address that the name being dialled resolves to, looked up by the proxy itself. */
    RESOLVED_ADDRESS,
    /** The certificate that the server showed in the clear: TLS up to 1.2 (RFC 5246, 7.4.2). */
    CERTIFICATE,
    /**
     * A name or an address in that certificate, where the client gave no server name. The server
     * writes there what it likes. A wildcard stands as {@link #WILDCARD} below its parent.
     */
    CERTIFICATE_NAME,
    /** A fingerprint of the client's TLS ClientHello, whatever that names. */
    FINGERPRINT,
    /** What somebody asks about outside any flow: a look-up on the command line. */
    LOOKUP
  }

  /** What stands for the wildcard of a certificate's name: a label that no host has. */
  public static final String WILDCARD = "_wildcard";

  public Clue {
    if (kind == Kind.CERTIFICATE && certificate == null) {
      throw new IllegalArgumentException("a certificate clue without one");
    }
    if (kind == Kind.FINGERPRINT && client == null) {
      throw new IllegalArgumentException("a fingerprint clue without one");
    }
  }

  public Clue(Kind kind, Endpoint destination, @Nullable String path) {
    this(kind, destination, path, null, null);
  }

  public Clue(Kind kind, Endpoint destination) {
    this(kind, destination, null, null, null);
  }

  /** A certificate, with where it was shown. */
  public static Clue ofCertificate(
      Kind kind, CertificateFingerprint certificate, Endpoint shownAt) {
    return new Clue(kind, shownAt, null, certificate, null);
  }

  /** A fingerprint of a client's hello, with where that was sent. */
  public static Clue ofClient(Kind kind, TlsClientFingerprint client, Endpoint greeted) {
    return new Clue(kind, greeted, null, null, client);
  }

  public Optional<CertificateFingerprint> shownCertificate() {
    return Optional.ofNullable(certificate);
  }

  public Optional<TlsClientFingerprint> knownClient() {
    return Optional.ofNullable(client);
  }

  public Optional<String> visiblePath() {
    return Optional.ofNullable(path);
  }
}
