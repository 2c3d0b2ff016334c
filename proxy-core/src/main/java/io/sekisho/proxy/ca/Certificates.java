package io.sekisho.proxy.ca;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.util.io.pem.PemObject;

/** Certificates as files and people have them. */
public final class Certificates {
  private static final String TYPE = "CERTIFICATE";

  private Certificates() {}

  /** All of a file: PEM, with whatever else stands there, or one in DER. */
  public static List<X509Certificate> read(byte[] file) throws AuthorityFault {
    List<PemObject> blocks = PemBlocks.in(file);
    if (blocks.isEmpty()) {
      return List.of(parse(file));
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (PemObject block : blocks) {
      if (block.getType().equals(TYPE)) {
        certificates.add(parse(block.getContent()));
      }
    }
    if (certificates.isEmpty()) {
      throw new AuthorityFault("it has no certificate");
    }
    return certificates;
  }

  private static X509Certificate parse(byte[] der) throws AuthorityFault {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new AuthorityFault("it is not a certificate, or one that cannot be read");
    }
  }

  public static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("it was read from this form", e);
    }
  }

  public static String pem(X509Certificate certificate) {
    return PemBlocks.write(TYPE, der(certificate));
  }

  /** Whether it is its own issuer, so that a device may be told to trust it. */
  public static boolean isRoot(X509Certificate certificate) {
    return IssuerChain.isRoot(certificate);
  }

  /** What people call it: its common name, else all of its subject. */
  public static String name(X509Certificate certificate) {
    for (RDN part : CertificateParts.subjectOf(certificate).getRDNs(BCStyle.CN)) {
      if (part.getFirst().getValue() instanceof ASN1String text) {
        return text.getString();
      }
    }
    return certificate.getSubjectX500Principal().getName();
  }

  /** SHA-256, in pairs of digits with colons, as systems show it. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(der(certificate));
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
