package io.sekisho.app.feeds.http;

import io.sekisho.rules.feed.FeedFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are believed. */
final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /** Those that the platform trusts. */
  static SSLContext ofPlatform() throws DownloadFault {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new DownloadFault(
          FeedFault.CERTIFICATE, "cannot be reached: the platform has no TLS: " + e.getMessage());
    }
  }

  /** Those in a file of PEM certificates, and no others. */
  static SSLContext in(Path file) throws DownloadFault {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, each);
      }
      TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new DownloadFault(
          FeedFault.CERTIFICATE, "is not asked: " + file + " has no certificate to trust");
    }
  }
}
