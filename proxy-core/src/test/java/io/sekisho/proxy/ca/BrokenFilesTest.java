package io.sekisho.proxy.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file has in it, it is read or it is a fault. */
final class BrokenFilesTest {
  private static final char[] PASSPHRASE = "correct horse".toCharArray();

  private NewRoot root;

  @BeforeEach
  void make() {
    root = Authorities.newRoot("Test root", "corp.example");
  }

  /** Reads something, and says whether it could be. */
  @FunctionalInterface
  private interface Reader {
    void read(byte[] file) throws AuthorityFault;
  }

  private static int faults(byte[] good, int times, SplittableRandom random, Reader reader) {
    int faults = 0;
    for (int i = 0; i < times; i++) {
      try {
        reader.read(broken(good, random));
      } catch (AuthorityFault e) {
        faults++;
      }
    }
    return faults;
  }

  private static byte[] broken(byte[] good, SplittableRandom random) {
    byte[] broken =
        Arrays.copyOf(good, random.nextInt(3) == 0 ? random.nextInt(good.length) : good.length);
    for (int i = random.nextInt(4); i >= 0 && broken.length > 0; i--) {
      broken[random.nextInt(broken.length)] = (byte) random.nextInt();
    }
    return broken;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void plainKey(long seed) {
    byte[] good = root.key().getEncoded();

    assertThat(
            faults(
                good, 600, new SplittableRandom(seed), file -> PrivateKeys.read(file, PASSPHRASE)))
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keyInPem(long seed) throws Exception {
    byte[] good =
        PemBlocks.write("PRIVATE KEY", root.key().getEncoded()).getBytes(StandardCharsets.US_ASCII);

    assertThat(
            faults(
                good, 600, new SplittableRandom(seed), file -> PrivateKeys.read(file, PASSPHRASE)))
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void certificateAndItsConstraints(long seed) {
    byte[] good = Certificates.der(root.certificates().get(0));

    assertThat(
            faults(
                good,
                600,
                new SplittableRandom(seed),
                file -> CertificateAuthority.of(root.key(), Certificates.read(file))))
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void keyStore(long seed) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "ca", root.key(), PASSPHRASE, root.certificates().toArray(X509Certificate[]::new));
    ByteArrayOutputStream good = new ByteArrayOutputStream();
    store.store(good, PASSPHRASE);

    assertThat(
            faults(
                good.toByteArray(),
                100,
                new SplittableRandom(seed),
                file -> KeyStoreFile.read(file, PASSPHRASE)))
        .isPositive();
  }
}
