package io.sekisho.proxy.ca;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Private keys under a passphrase: PBES2 with PBKDF2 and AES (RFC 8018), as PKCS #8 has it. What is
 * older or rarer is refused with a word on how to convert it.
 */
final class KeyEncryption {
  /** What a guess at the passphrase costs; a right one takes some tenths of a second. */
  static final int ITERATIONS = 600_000;

  /** Beyond this a file would only keep the process busy. */
  private static final int MOST_ITERATIONS = 20_000_000;

  private static final int KEY_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int BITS = 8;
  private static final String CIPHER = "AES/CBC/PKCS5Padding";
  private static final String HOW_TO_CONVERT = "; convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc";
  private static final Map<ASN1ObjectIdentifier, String> DERIVATIONS =
      Map.of(
          PKCSObjectIdentifiers.id_hmacWithSHA1, "PBKDF2WithHmacSHA1",
          PKCSObjectIdentifiers.id_hmacWithSHA256, "PBKDF2WithHmacSHA256",
          PKCSObjectIdentifiers.id_hmacWithSHA384, "PBKDF2WithHmacSHA384",
          PKCSObjectIdentifiers.id_hmacWithSHA512, "PBKDF2WithHmacSHA512");
  private static final Map<ASN1ObjectIdentifier, Integer> KEY_LENGTHS =
      Map.of(
          NISTObjectIdentifiers.id_aes128_CBC, 16,
          NISTObjectIdentifiers.id_aes192_CBC, 24,
          NISTObjectIdentifiers.id_aes256_CBC, 32);

  private KeyEncryption() {}

  /** AES-256, by a key that the passphrase gives. */
  static EncryptedPrivateKeyInfo encrypt(byte[] pkcs8, char[] passphrase)
      throws GeneralSecurityException {
    byte[] salt = random();
    byte[] vector = random();
    AlgorithmIdentifier prf =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
    PBKDF2Params derivation = new PBKDF2Params(salt, ITERATIONS, KEY_BYTES, prf);
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        key("PBKDF2WithHmacSHA256", derivation, KEY_BYTES, passphrase),
        new IvParameterSpec(vector));
    PBES2Parameters parameters =
        new PBES2Parameters(
            new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, derivation),
            new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(vector)));
    return new EncryptedPrivateKeyInfo(
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters), cipher.doFinal(pkcs8));
  }

  /** The PKCS #8 form of the key. */
  static byte[] decrypt(EncryptedPrivateKeyInfo key, char[] passphrase) throws AuthorityFault {
    try {
      if (!key.getEncryptionAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
        throw new AuthorityFault("the key is encrypted in an old way" + HOW_TO_CONVERT);
      }
      PBES2Parameters how =
          PBES2Parameters.getInstance(key.getEncryptionAlgorithm().getParameters());
      return decrypter(how, passphrase).doFinal(key.getEncryptedData());
    } catch (RuntimeException e) { // as the parser tells of whatever is malformed
      throw new AuthorityFault("the key's encryption cannot be read");
    } catch (GeneralSecurityException e) {
      throw new AuthorityFault("the passphrase does not open the key");
    }
  }

  private static Cipher decrypter(PBES2Parameters how, char[] passphrase)
      throws AuthorityFault, GeneralSecurityException {
    Integer length = KEY_LENGTHS.get(how.getEncryptionScheme().getAlgorithm());
    boolean derived =
        how.getKeyDerivationFunc().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2);
    if (length == null || !derived) {
      throw new AuthorityFault("the key is not encrypted with AES and PBKDF2" + HOW_TO_CONVERT);
    }
    PBKDF2Params derivation = PBKDF2Params.getInstance(how.getKeyDerivationFunc().getParameters());
    String algorithm = DERIVATIONS.get(derivation.getPrf().getAlgorithm());
    if (algorithm == null
        || derivation.getIterationCount().bitLength() >= Integer.SIZE
        || derivation.getIterationCount().intValueExact() > MOST_ITERATIONS) {
      throw new AuthorityFault("the key's passphrase is derived in a rare way" + HOW_TO_CONVERT);
    }
    byte[] vector =
        ASN1OctetString.getInstance(how.getEncryptionScheme().getParameters()).getOctets();
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(
        Cipher.DECRYPT_MODE,
        key(algorithm, derivation, length, passphrase),
        new IvParameterSpec(vector));
    return cipher;
  }

  private static SecretKeySpec key(
      String algorithm, PBKDF2Params derivation, int bytes, char[] passphrase)
      throws GeneralSecurityException {
    PBEKeySpec spec =
        new PBEKeySpec(
            passphrase,
            derivation.getSalt(),
            derivation.getIterationCount().intValueExact(),
            bytes * BITS);
    try {
      return new SecretKeySpec(
          SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded(), "AES");
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
