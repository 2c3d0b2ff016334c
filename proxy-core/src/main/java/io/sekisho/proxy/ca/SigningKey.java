package io.sekisho.proxy.ca;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/** A private key that browsers accept signatures of, with the algorithm that fits it. */
record SigningKey(PrivateKey key, String algorithm) {
  private static final int LEAST_RSA_BITS = 2048;
  private static final byte[] CHALLENGE =
      "sekisho".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  static SigningKey of(PrivateKey key) throws AuthorityFault {
    if (key instanceof RSAPrivateKey rsa) {
      return ofRsa(rsa);
    }
    if (key instanceof ECPrivateKey ec) {
      return ofEllipticCurve(ec);
    }
    throw new AuthorityFault("the private key is neither RSA nor EC, but " + key.getAlgorithm());
  }

  private static SigningKey ofRsa(RSAPrivateKey key) throws AuthorityFault {
    int bits = key.getModulus().bitLength();
    if (bits < LEAST_RSA_BITS) {
      throw new AuthorityFault(
          "the RSA key has " + bits + " bits; browsers want " + LEAST_RSA_BITS);
    }
    return new SigningKey(key, "SHA256withRSA");
  }

  private static SigningKey ofEllipticCurve(ECPrivateKey key) throws AuthorityFault {
    int bits = key.getParams().getOrder().bitLength();
    return switch (bits) {
      case 256 -> new SigningKey(key, "SHA256withECDSA");
      case 384 -> new SigningKey(key, "SHA384withECDSA");
      case 521 -> new SigningKey(key, "SHA512withECDSA");
      default ->
          throw new AuthorityFault("the EC key is not on P-256, P-384 or P-521: " + bits + " bits");
    };
  }

  /** The public key among these certificates that belongs to it. */
  PublicKey publicKeyAmong(List<X509Certificate> certificates) throws AuthorityFault {
    return certificates.stream()
        .map(X509Certificate::getPublicKey)
        .filter(this::belongsTo)
        .findFirst()
        .orElseThrow(() -> new AuthorityFault("no certificate belongs to the private key"));
  }

  private boolean belongsTo(PublicKey other) {
    boolean sameKind =
        key instanceof RSAPrivateKey ? other instanceof RSAPublicKey : other instanceof ECPublicKey;
    return sameKind && verifies(other);
  }

  private boolean verifies(PublicKey other) {
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(CHALLENGE);
      byte[] signature = signing.sign();
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(other);
      verifying.update(CHALLENGE);
      return verifying.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Its algorithm alone: nothing of the key. */
  @Override
  public String toString() {
    return algorithm;
  }
}
