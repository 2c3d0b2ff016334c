package io.sekisho.proxy.ca;

import io.sekisho.rules.indicator.Host;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * Makes certificates of one authority, for TLS servers (RFC 5280, and what browsers ask beyond).
 *
 * <p>All of them have one key, which is made anew for each press and never leaves the process: who
 * could read it could read the authority's key as well, so a key for each would only cost time.
 */
final class LeafPress {
  /** So that a device whose clock is slow accepts them too. */
  static final Duration BACKDATED = Duration.ofDays(1);

  /** Browsers take up to 398 days, and go down to 47. */
  static final Duration VALIDITY = Duration.ofDays(30);

  /** RFC 5280, appendix A.1: ub-common-name. */
  private static final int LONGEST_COMMON_NAME = 64;

  private static final X500Name NOBODY = new X500Name(new RDN[0]);

  private final CertificateAuthority authority;
  private final KeyPair key = CertificateParts.newKey();

  LeafPress(CertificateAuthority authority) {
    this.authority = authority;
  }

  /** A certificate with the issuers that are sent behind it. */
  ServerIdentity mint(Host host, Instant now) throws GeneralSecurityException {
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(leaf(host, now));
    chain.addAll(authority.issuers(now));
    return new ServerIdentity(key.getPrivate(), chain);
  }

  private X509Certificate leaf(Host host, Instant now) throws GeneralSecurityException {
    X509Certificate issuer = authority.certificate();
    X500Name subject = subject(host);
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            CertificateParts.subjectOf(issuer),
            CertificateParts.newSerial(),
            later(issuer.getNotBefore(), now.minus(BACKDATED)),
            earlier(issuer.getNotAfter(), now.plus(VALIDITY)),
            subject,
            CertificateParts.infoOf(key.getPublic()));
    try {
      extend(builder, host, subject);
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
    return CertificateParts.sign(builder, authority.key());
  }

  /** An alternative name without a subject has to be critical (RFC 5280, 4.2.1.6). */
  private void extend(X509v3CertificateBuilder builder, Host host, X500Name subject)
      throws CertIOException {
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .addExtension(
            Extension.subjectAlternativeName,
            subject.equals(NOBODY),
            new GeneralNames(NameLimits.nameOf(host)))
        .addExtension(
            Extension.subjectKeyIdentifier, false, CertificateParts.identifierOf(key.getPublic()))
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            CertificateParts.authorityIdentifier(authority.certificate()));
  }

  /** For whoever looks at it: programs go by the alternative name. */
  private X500Name subject(Host host) {
    String text = host.toString();
    return text.length() > LONGEST_COMMON_NAME || authority.limits().limitSubjects()
        ? NOBODY
        : new X500NameBuilder().addRDN(BCStyle.CN, text).build();
  }

  private static Date later(Date one, Instant other) {
    return one.toInstant().isAfter(other) ? one : Date.from(other);
  }

  private static Date earlier(Date one, Instant other) {
    return one.toInstant().isBefore(other) ? one : Date.from(other);
  }
}
