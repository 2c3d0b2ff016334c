package io.sekisho.proxy.ca;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The contents of a PKCS #12 file: its one private key, and every certificate.
 *
 * @param certificates in any order
 */
public record KeyStoreFile(PrivateKey key, List<X509Certificate> certificates) {

  public KeyStoreFile {
    certificates = List.copyOf(certificates);
  }

  /**
   * Reads a file.
   *
   * @param passphrase of the file and of the key in it
   */
  public static KeyStoreFile read(byte[] file, char[] passphrase) throws AuthorityFault {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(file), passphrase);
      return new KeyStoreFile(key(store, passphrase), certificates(store));
    } catch (IOException e) {
      throw new AuthorityFault(
          e.getCause() instanceof GeneralSecurityException
              ? "the passphrase does not open it"
              : "it is not a PKCS #12 file");
    } catch (GeneralSecurityException e) {
      throw new AuthorityFault("the passphrase does not open its key");
    }
  }

  private static PrivateKey key(KeyStore store, char[] passphrase)
      throws AuthorityFault, GeneralSecurityException {
    List<PrivateKey> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.getKey(alias, passphrase) instanceof PrivateKey key) {
        keys.add(key);
      }
    }
    if (keys.size() != 1) {
      throw new AuthorityFault("it has " + keys.size() + " private keys, not one");
    }
    return keys.get(0);
  }

  private static List<X509Certificate> certificates(KeyStore store)
      throws GeneralSecurityException {
    List<X509Certificate> all = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      Certificate[] chain = store.getCertificateChain(alias);
      Certificate[] found = chain == null ? new Certificate[] {store.getCertificate(alias)} : chain;
      for (Certificate certificate : found) {
        if (certificate instanceof X509Certificate x509 && !all.contains(x509)) {
          all.add(x509);
        }
      }
    }
    return all;
  }

  /** How many certificates: nothing of the key. */
  @Override
  public String toString() {
    return certificates.size() + " certificates";
  }
}
