package io.sekisho.app.clients;

import io.sekisho.app.program.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority, made by the packaged program as an operator would.
 *
 * @param root its certificate as a file, for clients to trust
 */
public record Authority(Path root) {
  /** What the configuration says of it. */
  public static final String YAML = "ca: {passphrase-file: passphrase}\n";

  /** Makes one for a configuration that is to stand in the same directory. */
  public static Authority in(Path directory) throws IOException, InterruptedException {
    Path passphrase = Files.writeString(directory.resolve("passphrase"), "barrier station\n");
    Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
    String file = Files.writeString(directory.resolve("authority.yaml"), YAML).toString();
    Program.printing(directory, "ca", "init", "--config", file, "--name", "Test root");
    Program.printing(directory, "ca", "export", "--config", file, "--out", directory.toString());
    return new Authority(directory.resolve("ca.pem"));
  }

  /** A context of Java's own that trusts it and nobody else. */
  SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(root)) {
      store.setCertificateEntry(
          "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
