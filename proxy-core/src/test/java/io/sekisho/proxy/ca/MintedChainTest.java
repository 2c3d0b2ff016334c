package io.sekisho.proxy.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is minted, as devices that trust the root see it. */
final class MintedChainTest {
  private static final String LONG =
      "a123456789b123456789c123456789d123456789e123456789f123456789.example";

  @TempDir private Path directory;

  private static List<X509Certificate> chain(CertificateAuthority authority, String host)
      throws Exception {
    return new LeafPress(authority).mint(Authorities.host(host), Authorities.now()).chain();
  }

  @ParameterizedTest
  @CsvSource({
    "c2.example, -verify_hostname, c2.example",
    "a_b.c2.example, -verify_hostname, a_b.c2.example",
    "no--ip.example, -verify_hostname, no--ip.example",
    "例え.テスト, -verify_hostname, xn--r8jz45g.xn--zckzah",
    "localhost, -verify_hostname, localhost",
    LONG + ", -verify_hostname, " + LONG,
    "192.0.2.7, -verify_ip, 192.0.2.7",
    "[2001:db8::7], -verify_ip, 2001:db8::7"
  })
  void opensslAcceptsTheChainForTheHost(String host, String option, String asked) throws Exception {
    CertificateAuthority authority = Authorities.root();

    List<X509Certificate> sent = chain(authority, host);

    assertThat(new OpenSsl(directory).verify(authority.certificate(), sent, option, asked))
        .isEqualTo("leaf.pem: OK\n");
  }

  @Test
  void opensslRefusesItForAnotherHost() throws Exception {
    CertificateAuthority authority = Authorities.root();

    List<X509Certificate> sent = chain(authority, "c2.example");

    assertThat(
            new OpenSsl(directory)
                .verify(authority.certificate(), sent, "-verify_hostname", "www.c2.example"))
        .contains("hostname mismatch");
  }

  @Test
  void leafIsWhatBrowsersWant() throws Exception {
    X509Certificate leaf = chain(Authorities.root(), "c2.example").get(0);

    assertThat(leaf.getBasicConstraints()).isNegative();
    assertThat(leaf.getKeyUsage()).startsWith(true, false, false, false, false, false);
    assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(leaf.getSubjectAlternativeNames()).containsExactly(List.of(2, "c2.example"));
    assertThat(leaf.getSigAlgName()).isEqualTo("SHA256withECDSA");
    assertThat(Duration.between(start(leaf), end(leaf))).isLessThan(Duration.ofDays(47));
    assertThat(start(leaf)).isBefore(Authorities.now().minus(Duration.ofHours(23)));
  }

  @Test
  void serialsArePositiveRandomAndShortEnough() throws Exception {
    LeafPress press = new LeafPress(Authorities.root());

    List<BigInteger> serials =
        IntStream.range(0, 200).mapToObj(at -> serial(press)).distinct().toList();

    assertThat(serials)
        .hasSize(200)
        .allSatisfy(serial -> assertThat(serial.signum()).isPositive())
        .allSatisfy(serial -> assertThat(serial.toByteArray().length).isBetween(9, 20));
  }

  private static BigInteger serial(LeafPress press) {
    try {
      return press
          .mint(Authorities.host("c2.example"), Authorities.now())
          .chain()
          .get(0)
          .getSerialNumber();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void leafEndsNoLaterThanItsIssuer() throws Exception {
    CertificateAuthority authority = Authorities.root();
    Instant late = end(authority.certificate()).minus(Duration.ofDays(3));

    X509Certificate leaf =
        new LeafPress(authority).mint(Authorities.host("c2.example"), late).chain().get(0);

    assertThat(end(leaf)).isEqualTo(end(authority.certificate()));
  }

  @Test
  void nameTooLongForASubjectIsACriticalAlternativeNameAlone() throws Exception {
    X509Certificate leaf = chain(Authorities.root(), LONG).get(0);

    assertThat(leaf.getSubjectX500Principal().getName()).isEmpty();
    assertThat(leaf.getCriticalExtensionOIDs()).contains("2.5.29.17");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void javaAcceptsOddNames(long seed) throws Exception {
    CertificateAuthority authority = Authorities.root();
    Device device = Device.trusting(authority.certificate());
    SplittableRandom random = new SplittableRandom(seed);

    for (int i = 0; i < 50; i++) {
      String name = OddNames.next(random);
      X509Certificate leaf = device.accepted(chain(authority, name));
      assertThat(leaf.getSubjectAlternativeNames()).containsExactly(List.of(2, name));
    }
  }

  private static Instant start(X509Certificate certificate) {
    return certificate.getNotBefore().toInstant();
  }

  private static Instant end(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant();
  }
}
