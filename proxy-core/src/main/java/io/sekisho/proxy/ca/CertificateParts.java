package io.sekisho.proxy.ca;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What all certificates that are made here have in common. */
final class CertificateParts {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SERIAL_BITS = 128;

  private CertificateParts() {}

  /** An ECDSA key on P-256. */
  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  /** 127 random bits, positive, of 17 octets: browsers want 64 bits, RFC 5280 at most 20 octets. */
  static BigInteger newSerial() {
    return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
  }

  /** Byte for byte as it stands in the certificate: validators compare names so. */
  static X500Name subjectOf(X509Certificate certificate) {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  static SubjectPublicKeyInfo infoOf(PublicKey key) {
    return SubjectPublicKeyInfo.getInstance(key.getEncoded());
  }

  static SubjectKeyIdentifier identifierOf(PublicKey key) {
    return extensions().createSubjectKeyIdentifier(key);
  }

  /** The one that the issuer goes by; the usual one where it says none. */
  static AuthorityKeyIdentifier authorityIdentifier(X509Certificate issuer) {
    byte[] own = issuer.getExtensionValue(Extension.subjectKeyIdentifier.getId());
    SubjectKeyIdentifier identifier =
        own == null
            ? identifierOf(issuer.getPublicKey())
            : SubjectKeyIdentifier.getInstance(ASN1OctetString.getInstance(own).getOctets());
    return new AuthorityKeyIdentifier(identifier.getKeyIdentifier());
  }

  static X509Certificate sign(X509v3CertificateBuilder builder, SigningKey key)
      throws GeneralSecurityException {
    try {
      return parse(
          builder
              .build(new JcaContentSignerBuilder(key.algorithm()).build(key.key()))
              .getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** With Java's own classes, which its TLS takes. */
  private static X509Certificate parse(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static JcaX509ExtensionUtils extensions() {
    try {
      return new JcaX509ExtensionUtils();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
