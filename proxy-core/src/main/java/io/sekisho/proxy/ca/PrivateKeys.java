package io.sekisho.proxy.ca;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.io.pem.PemObject;

/** Private keys as files have them: PKCS #8, encrypted or not, PEM or DER. */
public final class PrivateKeys {
  private static final String PLAIN = "PRIVATE KEY";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  private static final Map<ASN1ObjectIdentifier, String> ALGORITHMS =
      Map.of(
          PKCSObjectIdentifiers.rsaEncryption, "RSA",
          X9ObjectIdentifiers.id_ecPublicKey, "EC");

  private PrivateKeys() {}

  /**
   * Reads the first key of a file.
   *
   * @param passphrase empty where there is none; ignored where the key is not encrypted
   */
  public static PrivateKey read(byte[] file, char[] passphrase) throws AuthorityFault {
    List<PemObject> blocks = PemBlocks.in(file);
    if (blocks.isEmpty()) {
      return ofDer(file, passphrase);
    }
    for (PemObject block : blocks) {
      if (block.getType().equals(PLAIN)) {
        return ofPlain(block.getContent());
      }
      if (block.getType().equals(ENCRYPTED)) {
        return ofEncrypted(block.getContent(), passphrase);
      }
    }
    throw new AuthorityFault("it has no PKCS #8 key (BEGIN PRIVATE KEY); it has " + types(blocks));
  }

  private static String types(List<PemObject> blocks) {
    String types = String.join(", ", blocks.stream().map(PemObject::getType).distinct().toList());
    boolean older = types.endsWith("PRIVATE KEY");
    return older ? types + ", which openssl pkcs8 -topk8 converts" : types;
  }

  private static PrivateKey ofDer(byte[] der, char[] passphrase) throws AuthorityFault {
    return isPlain(der) ? ofPlain(der) : ofEncrypted(der, passphrase);
  }

  /** A plain key begins with a number, an encrypted one with an algorithm. */
  private static boolean isPlain(byte[] der) throws AuthorityFault {
    try {
      return ASN1Sequence.getInstance(der).getObjectAt(0) instanceof ASN1Integer;
    } catch (RuntimeException e) { // as the parser tells of whatever is malformed
      throw new AuthorityFault("it is not a PKCS #8 key");
    }
  }

  private static PrivateKey ofEncrypted(byte[] der, char[] passphrase) throws AuthorityFault {
    if (passphrase.length == 0) {
      throw new AuthorityFault("the key is encrypted, and there is no passphrase");
    }
    return ofPlain(KeyEncryption.decrypt(encrypted(der), passphrase));
  }

  private static EncryptedPrivateKeyInfo encrypted(byte[] der) throws AuthorityFault {
    try {
      return EncryptedPrivateKeyInfo.getInstance(der);
    } catch (RuntimeException e) { // as the parser tells of whatever is malformed
      throw new AuthorityFault("it is not a PKCS #8 key");
    }
  }

  private static PrivateKey ofPlain(byte[] der) throws AuthorityFault {
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(der);
      ASN1ObjectIdentifier kind = info.getPrivateKeyAlgorithm().getAlgorithm();
      String algorithm = ALGORITHMS.get(kind);
      if (algorithm == null) {
        throw new AuthorityFault("the private key is neither RSA nor EC: " + kind);
      }
      return KeyFactory.getInstance(algorithm)
          .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    } catch (RuntimeException | IOException | GeneralSecurityException e) {
      throw new AuthorityFault("the private key cannot be read");
    }
  }

  /** A key as PEM, encrypted with AES-256 under the passphrase, which is not empty. */
  public static String encrypted(PrivateKey key, char[] passphrase) throws AuthorityFault {
    try {
      return PemBlocks.write(
          ENCRYPTED, KeyEncryption.encrypt(key.getEncoded(), passphrase).getEncoded());
    } catch (GeneralSecurityException | IOException e) {
      throw new AuthorityFault("the key cannot be encrypted: " + e.getMessage());
    }
  }
}
