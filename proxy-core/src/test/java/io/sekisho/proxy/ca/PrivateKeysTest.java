package io.sekisho.proxy.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as openssl writes them, and keys that openssl reads. */
final class PrivateKeysTest {
  private static final char[] PASSPHRASE = "correct horse 合言葉".toCharArray();
  private static final char[] NONE = {};

  @TempDir private Path directory;
  private OpenSsl openssl;

  @BeforeEach
  void writePassphrase() throws Exception {
    openssl = new OpenSsl(directory);
    Files.writeString(directory.resolve("pass"), String.valueOf(PASSPHRASE) + "\n");
  }

  private byte[] converted(String how) throws Exception {
    openssl.run(("pkcs8 -topk8 -in made.pem -out key -passout file:pass " + how).split(" "));
    return Files.readAllBytes(directory.resolve("key"));
  }

  private void make(String algorithm) throws Exception {
    String option = algorithm.startsWith("P-") ? "ec_paramgen_curve:" : "rsa_keygen_bits:";
    String kind = algorithm.startsWith("P-") ? "EC" : "RSA";
    openssl.run("genpkey", "-algorithm", kind, "-pkeyopt", option + algorithm, "-out", "made.pem");
  }

  @ParameterizedTest
  @CsvSource({
    "P-256, EC, -nocrypt",
    "P-384, EC, -nocrypt -outform DER",
    "2048, RSA, -nocrypt",
    "P-256, EC, -v2 aes-256-cbc",
    "P-256, EC, -v2 aes-256-cbc -outform DER",
    "2048, RSA, -v2 aes-128-cbc -v2prf hmacWithSHA1",
    "P-521, EC, -v2 aes-192-cbc -v2prf hmacWithSHA512",
  })
  void keysOfOpensslAreRead(String algorithm, String expected, String how) throws Exception {
    make(algorithm);

    PrivateKey key = PrivateKeys.read(converted(how), PASSPHRASE);

    assertThat(key.getAlgorithm()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-v2 des3", "-scrypt", "-v1 PBE-SHA1-3DES"})
  void rarerEncryptionIsRefusedWithAWordOnHowToConvertIt(String how) throws Exception {
    make("P-256");
    byte[] file = converted(how);

    assertThatThrownBy(() -> PrivateKeys.read(file, PASSPHRASE))
        .isInstanceOf(AuthorityFault.class)
        .hasMessageContaining("openssl pkcs8 -topk8");
  }

  @Test
  void olderFormIsRefusedWithAWordOnHowToConvertIt() throws Exception {
    make("P-256");
    openssl.run("ec", "-in", "made.pem", "-out", "key");
    byte[] file = Files.readAllBytes(directory.resolve("key"));

    assertThatThrownBy(() -> PrivateKeys.read(file, NONE))
        .hasMessageContaining("EC PRIVATE KEY, which openssl pkcs8 -topk8 converts");
  }

  @Test
  void wrongPassphraseAndNoneAreFaults() throws Exception {
    make("P-256");
    byte[] file = converted("-v2 aes-256-cbc");

    assertThatThrownBy(() -> PrivateKeys.read(file, NONE))
        .hasMessage("the key is encrypted, and there is no passphrase");
    assertThatThrownBy(() -> PrivateKeys.read(file, "something else".toCharArray()))
        .isInstanceOf(AuthorityFault.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"})
  void nonsenseIsAFault(String file) {
    assertThatThrownBy(() -> PrivateKeys.read(file.getBytes(StandardCharsets.US_ASCII), NONE))
        .isInstanceOf(AuthorityFault.class);
  }

  @Test
  void writtenKeyIsReadAgainAndByOpenssl() throws Exception {
    PrivateKey key = CertificateParts.newKey().getPrivate();

    String pem = PrivateKeys.encrypted(key, PASSPHRASE);

    Files.writeString(directory.resolve("ours.pem"), pem);
    assertThat(PrivateKeys.read(pem.getBytes(StandardCharsets.US_ASCII), PASSPHRASE))
        .isEqualTo(key);
    assertThat(openssl.run("pkey", "-in", "ours.pem", "-passin", "file:pass", "-text", "-noout"))
        .contains("NIST CURVE: P-256");
    assertThat(openssl.run("asn1parse", "-in", "ours.pem"))
        .contains("PBES2", "hmacWithSHA256", "aes-256-cbc");
  }
}
