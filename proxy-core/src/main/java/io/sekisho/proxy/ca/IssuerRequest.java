package io.sekisho.proxy.ca;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/** A key that is to sign certificates under a name, and whoever certifies that. */
record IssuerRequest(X500Name subject, PublicKey key, Optional<NameConstraints> constraints) {

  /** When a certificate counts. */
  record Period(Instant from, Instant to) {}

  /** Whose certificate it is. */
  record Certifier(X500Name name, AuthorityKeyIdentifier identifier, SigningKey key) {

    static Certifier of(CertificateAuthority authority) {
      X509Certificate own = authority.certificate();
      return new Certifier(
          CertificateParts.subjectOf(own),
          CertificateParts.authorityIdentifier(own),
          authority.key());
    }
  }

  /** By its own key. */
  X509Certificate certifiedBySelf(SigningKey own, Period period) throws GeneralSecurityException {
    byte[] identifier = CertificateParts.identifierOf(key).getKeyIdentifier();
    return certifiedBy(new Certifier(subject, new AuthorityKeyIdentifier(identifier), own), period);
  }

  X509Certificate certifiedBy(Certifier certifier, Period period) throws GeneralSecurityException {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            certifier.name(),
            CertificateParts.newSerial(),
            Date.from(period.from()),
            Date.from(period.to()),
            subject,
            CertificateParts.infoOf(key));
    try {
      extend(builder, certifier.identifier());
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
    return CertificateParts.sign(builder, certifier.key());
  }

  private void extend(X509v3CertificateBuilder builder, AuthorityKeyIdentifier certifier)
      throws CertIOException {
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
        .addExtension(
            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
        .addExtension(Extension.subjectKeyIdentifier, false, CertificateParts.identifierOf(key))
        .addExtension(Extension.authorityKeyIdentifier, false, certifier);
    if (constraints.isPresent()) {
      builder.addExtension(Extension.nameConstraints, true, constraints.get());
    }
  }
}
