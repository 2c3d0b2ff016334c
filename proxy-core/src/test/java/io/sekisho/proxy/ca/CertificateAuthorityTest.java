package io.sekisho.proxy.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Authorities that openssl made, good ones and bad ones. */
final class CertificateAuthorityTest {
  private static final String CA =
      "basicConstraints=critical,CA:TRUE; keyUsage=critical,keyCertSign; subjectKeyIdentifier=hash";
  private static final char[] PASSPHRASE = "correct horse".toCharArray();

  @TempDir private Path directory;
  private OpenSsl openssl;

  @BeforeEach
  void start() {
    openssl = new OpenSsl(directory);
  }

  /** Makes NAME.key and NAME.pem; self-signed where the issuer has the same name. */
  private void make(String name, String issuer, String extensions, String... more)
      throws Exception {
    Files.writeString(directory.resolve(name + ".cnf"), "[e]\n" + extensions.replace("; ", "\n"));
    openssl.run(
        "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", name + ".key");
    openssl.run(
        "req", "-new", "-key", name + ".key", "-subj", "/CN=" + name, "-out", name + ".csr");
    List<String> sign =
        new ArrayList<>(List.of("x509", "-req", "-in", name + ".csr", "-out", name + ".pem"));
    sign.addAll(List.of("-extfile", name + ".cnf", "-extensions", "e", "-days", "100"));
    sign.addAll(
        name.equals(issuer)
            ? List.of("-signkey", name + ".key")
            : List.of("-CA", issuer + ".pem", "-CAkey", issuer + ".key", "-CAcreateserial"));
    sign.addAll(List.of(more));
    openssl.run(sign.toArray(String[]::new));
  }

  private CertificateAuthority read(String key, String... certificates) throws Exception {
    List<X509Certificate> all = new ArrayList<>();
    for (String name : certificates) {
      all.addAll(Certificates.read(Files.readAllBytes(directory.resolve(name + ".pem"))));
    }
    byte[] file = Files.readAllBytes(directory.resolve(key + ".key"));
    return CertificateAuthority.of(PrivateKeys.read(file, PASSPHRASE), all);
  }

  @Test
  void intermediateOfAnotherAuthorityMintsWhatItsRootVouchesFor() throws Exception {
    make("top", "top", CA);
    make("middle", "top", CA);
    make("issuer", "middle", CA.replace("CA:TRUE", "CA:TRUE,pathlen:0"));

    CertificateAuthority authority = read("issuer", "top", "issuer", "middle");

    X509Certificate root = authority.root().orElseThrow();
    List<X509Certificate> sent =
        new LeafPress(authority)
            .mint(Authorities.host("c2.example"), Instant.now().plusSeconds(1))
            .chain();
    assertThat(sent).hasSize(3).doesNotContain(root);
    assertThat(Certificates.name(root)).isEqualTo("top");
    assertThat(Device.trusting(root).accepted(sent)).isNotNull();
    assertThat(openssl.verify(root, sent, "-verify_hostname", "c2.example"))
        .isEqualTo("leaf.pem: OK\n");
  }

  @Test
  void withoutItsRootThereIsNothingToInstall() throws Exception {
    make("top", "top", CA);
    make("issuer", "top", CA);

    CertificateAuthority authority = read("issuer", "issuer");

    assertThat(authority.root()).isEmpty();
    assertThat(authority.installFile(InstallFile.Kind.PAGE)).isEmpty();
    assertThat(authority.issuers(Instant.now())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"-certpbe AES-256-CBC", "-legacy"})
  void pkcs12FileIsRead(String how) throws Exception {
    make("top", "top", CA);
    make("issuer", "top", CA);
    openssl.run(
        ("pkcs12 -export -inkey issuer.key -in issuer.pem -certfile top.pem -out store.p12"
                + " -passout pass:correct "
                + how)
            .split(" "));
    byte[] file = Files.readAllBytes(directory.resolve("store.p12"));

    KeyStoreFile store = KeyStoreFile.read(file, "correct".toCharArray());

    assertThat(CertificateAuthority.of(store.key(), store.certificates()).root())
        .map(Certificates::name)
        .contains("top");
    assertThatThrownBy(() -> KeyStoreFile.read(file, "wrong".toCharArray()))
        .hasMessage("the passphrase does not open it");
  }

  @Test
  void pkcs12FileThatIsNoneIsAFault() {
    assertThatThrownBy(() -> KeyStoreFile.read(new byte[] {1, 2, 3}, PASSPHRASE))
        .hasMessage("it is not a PKCS #12 file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "basicConstraints=CA:FALSE | not one of an authority",
        "basicConstraints=CA:TRUE; keyUsage=digitalSignature | does not let its key sign",
        "basicConstraints=CA:TRUE; extendedKeyUsage=clientAuth | not for TLS servers"
      })
  void certificateThatBrowsersWouldNotTakeIsAFault(String extensions, String reason)
      throws Exception {
    make("issuer", "issuer", extensions);

    assertThatThrownBy(() -> read("issuer", "issuer"))
        .isInstanceOf(AuthorityFault.class)
        .hasMessageContaining(reason);
  }

  @Test
  void keyOfAnotherCertificateIsAFault() throws Exception {
    make("one", "one", CA);
    make("other", "other", CA);

    assertThatThrownBy(() -> read("one", "other"))
        .hasMessage("no certificate belongs to the private key");
  }

  @Test
  void timeAloneIsNoFaultButNothingIsMinted() throws Exception {
    make("issuer", "issuer", CA);
    CertificateAuthority authority = read("issuer", "issuer");
    Instant now = Instant.now();

    assertThat(mayMint(authority, now.plusSeconds(1))).isTrue();
    assertThat(mayMint(authority, now.plus(Duration.ofDays(101)))).isFalse();
    assertThat(mayMint(authority, now.minus(Duration.ofDays(1)))).isFalse();
  }

  private static boolean mayMint(CertificateAuthority authority, Instant now) {
    try (Minting minting = new Minting(() -> now)) {
      minting.use(Optional.of(authority));
      return minting.maySpeakFor(Authorities.host("c2.example"));
    }
  }

  @Test
  void pathThatIsTooLongIsAFault() throws Exception {
    make("top", "top", CA.replace("CA:TRUE", "CA:TRUE,pathlen:0"));
    make("issuer", "top", CA);

    assertThatThrownBy(() -> read("issuer", "issuer", "top")).hasMessageContaining("path length");
  }

  @Test
  void intermediateSignedWithSha1IsAFault() throws Exception {
    make("top", "top", CA);
    make("issuer", "top", CA, "-sha1");

    assertThatThrownBy(() -> read("issuer", "issuer", "top")).hasMessageContaining("SHA1");
  }

  @Test
  void shortKeyIsAFault() throws Exception {
    openssl.run(
        "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024", "-out", "a.key");
    openssl.run("req", "-x509", "-new", "-key", "a.key", "-subj", "/CN=a", "-out", "a.pem");

    assertThatThrownBy(() -> read("a", "a")).hasMessageContaining("1024 bits");
  }

  @Test
  void otherKindOfKeyIsAFault() throws Exception {
    openssl.run("genpkey", "-algorithm", "ED25519", "-out", "a.key");

    assertThatThrownBy(
            () -> PrivateKeys.read(Files.readAllBytes(directory.resolve("a.key")), PASSPHRASE))
        .hasMessageContaining("neither RSA nor EC");
  }

  @Test
  void orderOfCertificatesDoesNotMatter() {
    NewRoot made = Authorities.after(Authorities.root(), "Next");
    List<X509Certificate> shuffled = new ArrayList<>(made.certificates());
    Collections.reverse(shuffled);

    assertThat(Authorities.authority(new NewRoot(made.key(), shuffled)))
        .isEqualTo(Authorities.authority(made));
  }

  @Test
  void nothingSaysAnyOfTheKey() {
    NewRoot made = Authorities.newRoot("Test root");

    assertThat(Authorities.authority(made)).hasToString("CN=Test root");
    assertThat(made).hasToString("1 certificates");
  }
}
