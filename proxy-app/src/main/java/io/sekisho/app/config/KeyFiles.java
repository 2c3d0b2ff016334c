package io.sekisho.app.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** PEM files of a TLS server's own. No message quotes anything of a key. */
final class KeyFiles {
  private static final int MAX_FILE_SIZE = 1 << 20;
  private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String KEY_END = "-----END PRIVATE KEY-----";
  private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA");

  private KeyFiles() {}

  /** The text of a file with at least one certificate. */
  static String certificates(Path file) throws BadValue {
    String text = read(file);
    try {
      factory().generateCertificates(input(text));
      leaf(text);
    } catch (GeneralSecurityException e) {
      throw new BadValue(file + " has no certificate that can be read; PEM is wanted");
    }
    return text;
  }

  /** The text of a file with a key that is not encrypted. */
  static String privateKey(Path file) throws BadValue {
    String text = read(file);
    try {
      key(text);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new BadValue(
          file + " has no private key that can be read; PKCS #8 in PEM, not encrypted, is wanted");
    }
    return text;
  }

  /** Whether the key is that of the first certificate, both having been read before. */
  static boolean belong(String certificates, String privateKey) {
    try {
      PrivateKey key = key(privateKey);
      Signature signature = Signature.getInstance(signatureOf(key));
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(leaf(certificates).getPublicKey());
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static Certificate leaf(String text) throws GeneralSecurityException {
    return factory().generateCertificate(input(text));
  }

  private static CertificateFactory factory() throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509");
  }

  private static InputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static PrivateKey key(String text) throws GeneralSecurityException {
    int begin = text.indexOf(KEY_BEGIN);
    int end = text.indexOf(KEY_END);
    if (begin < 0 || end < begin) {
      throw new GeneralSecurityException("no PKCS #8");
    }
    String body = text.substring(begin + KEY_BEGIN.length(), end);
    byte[] encoded = Base64.getMimeDecoder().decode(body);
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (GeneralSecurityException e) {
        // It is of another algorithm.
      }
    }
    throw new GeneralSecurityException("unknown algorithm");
  }

  private static String signatureOf(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> throw new IllegalStateException(key.getAlgorithm());
    };
  }

  private static String read(Path file) throws BadValue {
    try {
      if (Files.isDirectory(file)) {
        throw new BadValue(file + " is not a file");
      }
      if (Files.size(file) > MAX_FILE_SIZE) {
        throw new BadValue(file + " is larger than 1 MiB");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new BadValue(file + " does not exist");
    } catch (IOException e) {
      throw new BadValue(file + " cannot be read");
    }
  }
}
