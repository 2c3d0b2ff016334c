package io.sekisho.proxy.ca;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A Java program that trusts one root alone, by Java's default validator. */
record Device(TrustManagerFactory trust) {

  static Device trusting(X509Certificate root) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("root", root);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return new Device(trust);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The leaf of a chain, where the chain is accepted. */
  X509Certificate accepted(List<X509Certificate> chain) throws GeneralSecurityException {
    for (TrustManager manager : trust.getTrustManagers()) {
      ((X509TrustManager) manager)
          .checkServerTrusted(chain.toArray(X509Certificate[]::new), "ECDHE_ECDSA");
    }
    return chain.get(0);
  }

  SSLContext tls() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
