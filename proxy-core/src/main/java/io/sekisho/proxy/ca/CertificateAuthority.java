package io.sekisho.proxy.ca;

import io.sekisho.rules.indicator.Host;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A key that may sign certificates for other hosts, with the certificates that say so. Immutable;
 * two with the same certificates are equal.
 */
public final class CertificateAuthority {
  private final SigningKey key;
  private final IssuerChain chain;
  private final NameLimits limits;

  private CertificateAuthority(SigningKey key, IssuerChain chain, NameLimits limits) {
    this.key = key;
    this.chain = chain;
    this.limits = limits;
  }

  /**
   * An authority that was checked as far as it can be before its first certificate is minted. One
   * that has ended, or not begun, is one all the same, and mints nothing: time alone must not keep
   * a proxy from starting.
   *
   * @param certificates the key's own, and issuers of it, in any order; what does not belong to its
   *     chain is left out
   * @throws AuthorityFault where browsers would not accept what it mints
   */
  public static CertificateAuthority of(PrivateKey key, List<X509Certificate> certificates)
      throws AuthorityFault {
    SigningKey signing = SigningKey.of(key);
    IssuerChain chain = IssuerChain.of(signing.publicKeyAmong(certificates), certificates);
    ChainCheck.check(chain);
    return new CertificateAuthority(signing, chain, NameLimits.of(chain.all()));
  }

  SigningKey key() {
    return key;
  }

  NameLimits limits() {
    return limits;
  }

  /** What minted certificates name as their issuer. */
  public X509Certificate certificate() {
    return chain.signing();
  }

  /** What is sent behind a minted certificate, in order; roots are not. */
  public List<X509Certificate> issuers(Instant now) {
    return chain.sentAt(now);
  }

  /** What devices have to trust; absent where its certificate is somebody else's to give. */
  public Optional<X509Certificate> root() {
    return chain.root();
  }

  /** A file by which devices come to trust its root; absent as the root is. */
  public Optional<InstallFile> installFile(InstallFile.Kind kind) {
    return root().map(kind::of);
  }

  /** When the certificate of its key ends. */
  public Instant end() {
    return chain.end();
  }

  /** Whether its certificates, and those above, let it speak for this host. */
  public boolean maySpeakFor(Host host) {
    return limits.allow(host);
  }

  /** Whether the certificate of its key has begun and not ended. */
  boolean isValidAt(Instant now) {
    return !now.isBefore(certificate().getNotBefore().toInstant())
        && now.isBefore(certificate().getNotAfter().toInstant());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CertificateAuthority that && chain.equals(that.chain);
  }

  @Override
  public int hashCode() {
    return chain.hashCode();
  }

  /** Its subject: nothing of the key. */
  @Override
  public String toString() {
    return certificate().getSubjectX500Principal().getName();
  }
}
