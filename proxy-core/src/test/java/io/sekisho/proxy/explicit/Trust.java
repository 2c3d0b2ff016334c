package io.sekisho.proxy.explicit;

import io.sekisho.proxy.ca.CertificateAuthority;
import io.sekisho.proxy.ca.NewRoot;
import io.sekisho.proxy.ca.RootPlan;
import io.sekisho.rules.indicator.HostName;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A new authority, and a client that trusts it and nobody else. */
public record Trust(CertificateAuthority authority, SSLContext client) {

  /** One that may speak for these names alone; for all, where there are none. */
  public static Trust of(String... permitted) throws Exception {
    Instant now = Instant.now();
    NewRoot root =
        NewRoot.of(
            new RootPlan(
                "Test",
                Duration.ofDays(30),
                Arrays.stream(permitted).map(HostName::new).toList(),
                java.util.List.of()),
            now);
    return new Trust(
        CertificateAuthority.of(root.key(), root.certificates()),
        trusting(root.certificates().get(0)));
  }

  private static SSLContext trusting(X509Certificate certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("root", certificate);
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
