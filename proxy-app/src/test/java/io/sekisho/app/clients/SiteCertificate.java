package io.sekisho.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** A key and a certificate that it signed itself, made for one test by the JDK's keytool. */
final class SiteCertificate {
  private static final String PASSWORD = "changeit";

  private final Path store;
  private final Path pem;
  private final Certificate certificate;

  private SiteCertificate(Path store, Path pem, Certificate certificate) {
    this.store = store;
    this.pem = pem;
    this.certificate = certificate;
  }

  static SiteCertificate naming(List<String> names, Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = directory.resolve("site.p12");
    String subjects = names.stream().map(name -> "dns:" + name).collect(Collectors.joining(","));
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        List.of(
            (keytool
                    + " -genkeypair -alias site -keyalg EC -storetype PKCS12 -dname CN=site"
                    + " -storepass "
                    + PASSWORD
                    + " -keystore "
                    + store
                    + " -ext san="
                    + subjects)
                .split(" "));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    Certificate certificate = read(store);
    return new SiteCertificate(store, written(certificate, directory), certificate);
  }

  private static Certificate read(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys.getCertificate("site");
  }

  private static Path written(Certificate certificate, Path directory)
      throws IOException, GeneralSecurityException {
    String text =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
    return Files.writeString(
        directory.resolve("site.pem"),
        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
  }

  PfxOptions keys() {
    return new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
  }

  /** The certificate as a file, for a client to trust. */
  Path pem() {
    return pem;
  }

  /** SHA-256 of the public key, in base64, as Chromium asks for it. */
  String keyHash() throws GeneralSecurityException {
    byte[] key = certificate.getPublicKey().getEncoded();
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
  }
}
