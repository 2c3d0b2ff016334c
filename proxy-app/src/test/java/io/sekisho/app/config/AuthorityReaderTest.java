package io.sekisho.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sekisho.app.ca.AuthoritySource;
import io.sekisho.app.ca.OwnAuthority;
import io.sekisho.proxy.ca.Certificates;
import io.sekisho.proxy.ca.NewRoot;
import io.sekisho.proxy.ca.PrivateKeys;
import io.sekisho.proxy.ca.RootPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mapping {@code ca}, and the files that it names. */
final class AuthorityReaderTest {
  private static final char[] PASSPHRASE = "correct horse battery".toCharArray();

  private static NewRoot root;
  private static String encryptedKey;

  @TempDir Path directory;

  /** Once: that a passphrase costs time is what it is for. */
  @BeforeAll
  static void makeRoot() throws Exception {
    root = root("Test root");
    encryptedKey = PrivateKeys.encrypted(root.key(), PASSPHRASE);
  }

  @BeforeEach
  void makeFiles() throws IOException {
    write("pass", String.valueOf(PASSPHRASE) + "\n", "rw-------");
    write("a.key", encryptedKey, "rw-------");
    write("a.pem", Certificates.pem(root.certificates().get(0)), "rw-r--r--");
  }

  private static NewRoot root(String name) throws Exception {
    return NewRoot.of(new RootPlan(name, Duration.ofDays(10), List.of(), List.of()), Instant.now());
  }

  private void write(String name, String text, String mode) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private Configuration read(String yaml) throws ConfigFaults, IOException {
    return ConfigurationReader.read(Files.writeString(directory.resolve("s.yaml"), yaml));
  }

  private List<String> faultsOf(String yaml) {
    ConfigFaults faults = catchThrowableOfType(ConfigFaults.class, () -> read(yaml));
    return Objects.requireNonNull(faults).faults().stream().map(ConfigFault::toString).toList();
  }

  private X509Certificate certificate(String yaml) throws Exception {
    return read(yaml).certificateAuthority().orElseThrow().certificate();
  }

  @Test
  void absentIsOff() throws Exception {
    assertThat(read("mode: observe").certificateAuthority()).isEmpty();
  }

  @Test
  void keyAndCertificatesAreRead() throws Exception {
    assertThat(
            certificate("ca: {private-key: a.key, certificates: [a.pem], passphrase-file: pass}"))
        .isEqualTo(root.certificates().get(0));
  }

  @Test
  void keyStoreIsRead() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "ca", root.key(), PASSPHRASE, root.certificates().toArray(X509Certificate[]::new));
    try (OutputStream out = Files.newOutputStream(directory.resolve("a.p12"))) {
      store.store(out, PASSPHRASE);
    }
    Files.setPosixFilePermissions(
        directory.resolve("a.p12"), PosixFilePermissions.fromString("rw-------"));

    assertThat(certificate("ca: {key-store: a.p12, passphrase-file: pass}"))
        .isEqualTo(root.certificates().get(0));
  }

  @ParameterizedTest
  @CsvSource({"ca:", "'ca: {passphrase-file: pass}'"})
  void withoutFilesItIsWhatInitMadeInState(String yaml) throws Exception {
    AuthoritySource source =
        ConfigurationReader.readWithoutAuthority(
                Files.writeString(directory.resolve("s.yaml"), yaml))
            .ca()
            .source();

    assertThat(source).isEqualTo(new AuthoritySource.Own(directory.resolve("sekisho-state/ca")));
  }

  @Test
  void whatInitMadeIsRead() throws Exception {
    new OwnAuthority(directory.resolve("sekisho-state/ca")).add(root, PASSPHRASE);

    assertThat(certificate("ca: {passphrase-file: pass}")).isEqualTo(root.certificates().get(0));
  }

  @Test
  void nothingInStateIsAFaultThatSaysWhatToDo() {
    assertThat(faultsOf("ca: {passphrase-file: pass}"))
        .containsExactly(
            "ca.private-key: "
                + directory.resolve("sekisho-state/ca")
                + ": has no certificate authority; make one with sekisho ca init");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{private-key: no.key, certificates: a.pem}|ca.private-key: DIR/no.key: does not exist",
        "{private-key: a.key, certificates: no.pem, passphrase-file: pass}|ca.certificates: DIR/no.pem: does not exist",
        "{private-key: a.key, certificates: a.pem}|ca.private-key: DIR/a.key: the key is encrypted, and there is no passphrase",
        "{private-key: a.key, certificates: a.pem, passphrase-file: no}|ca.passphrase-file: DIR/no: does not exist",
        "{private-key: a.key, certificates: a.pem, passphrase-file: open}|ca.passphrase-file: DIR/open: may be read by everybody; chmod 0600",
        "{private-key: a.key, certificates: other.pem, passphrase-file: pass}|ca.certificates: DIR/other.pem: no certificate belongs to the private key",
        "{private-key: a.pem, certificates: a.pem}|ca.private-key: DIR/a.pem: may be read by everybody; chmod 0600",
        "{private-key: a.key, certificates: pass, passphrase-file: pass}|ca.certificates: DIR/pass: it is not a certificate, or one that cannot be read",
        "{key-store: a.key, passphrase-file: pass}|ca.key-store: DIR/a.key: it is not a PKCS #12 file",
        "{key-store: a.p12, private-key: a.key}|ca.key-store: has key and certificates; remove ca.private-key and ca.certificates",
        "{private-key: a.key}|ca.certificates: is missing, and ca.private-key is set",
        "{certificates: a.pem}|ca.private-key: is missing, and ca.certificates is set",
        "{keystore: a.p12}|ca.keystore: is not a known key"
      })
  void faultsNameKeyFileAndReason(String yaml, String fault) throws Exception {
    write("open", "correct horse battery\n", "rw-r--r--");
    write("other.pem", Certificates.pem(root("Other").certificates().get(0)), "rw-r--r--");

    List<String> faults = faultsOf("ca: " + yaml);

    assertThat(faults)
        .anyMatch(text -> text.startsWith(fault.replace("DIR", directory.toString())));
    assertThat(faults.toString()).doesNotContain(String.valueOf(PASSPHRASE));
  }

  @Test
  void wrongPassphraseIsAFault() throws Exception {
    write("pass", "another passphrase\n", "rw-------");

    assertThat(faultsOf("ca: {private-key: a.key, certificates: a.pem, passphrase-file: pass}"))
        .singleElement()
        .asString()
        .startsWith("ca.private-key: " + directory.resolve("a.key"));
  }

  @Test
  void nextRootInStateIsAChangeOfTheConfiguration() throws Exception {
    OwnAuthority own = new OwnAuthority(directory.resolve("sekisho-state/ca"));
    own.add(root, PASSPHRASE);
    Configuration before = read("ca: {passphrase-file: pass}");

    own.add(
        NewRoot.after(
            before.certificateAuthority().orElseThrow(),
            "Test root G2",
            Duration.ofDays(10),
            Instant.now()),
        PASSPHRASE);

    assertThat(read("ca: {passphrase-file: pass}").certificateAuthority())
        .isNotEqualTo(before.certificateAuthority());
  }
}
