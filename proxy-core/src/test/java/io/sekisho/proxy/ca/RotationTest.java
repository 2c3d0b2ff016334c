package io.sekisho.proxy.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.rules.indicator.Host;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A root and the one after it: devices that trust either accept what the new one signs. */
final class RotationTest {
  private static final Host HOST = Authorities.host("c2.example");

  private final CertificateAuthority old = Authorities.root();
  private final CertificateAuthority next =
      Authorities.authority(Authorities.after(old, "Test root G2"));

  @TempDir private Path directory;

  private static List<X509Certificate> sentBy(CertificateAuthority authority) throws Exception {
    return new LeafPress(authority).mint(HOST, Authorities.now()).chain();
  }

  @Test
  void opensslAcceptsTheNewChainByEitherRoot() throws Exception {
    OpenSsl openssl = new OpenSsl(directory);

    List<X509Certificate> sent = sentBy(next);

    assertThat(openssl.verify(old.certificate(), sent, "-verify_hostname", "c2.example"))
        .isEqualTo("leaf.pem: OK\n");
    assertThat(openssl.verify(next.certificate(), sent, "-verify_hostname", "c2.example"))
        .isEqualTo("leaf.pem: OK\n");
  }

  @Test
  void javaAcceptsTheNewChainByEitherRoot() throws Exception {
    List<X509Certificate> sent = sentBy(next);

    assertThat(Device.trusting(old.certificate()).accepted(sent)).isEqualTo(sent.get(0));
    assertThat(Device.trusting(next.certificate()).accepted(sent)).isEqualTo(sent.get(0));
  }

  @Test
  void withoutTheCertificateFromTheOldRootItsDevicesRefuse() throws Exception {
    List<X509Certificate> leafAlone = sentBy(next).subList(0, 1);

    assertThatThrownBy(() -> Device.trusting(old.certificate()).accepted(leafAlone))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void newRootHasAKeyAndANameOfItsOwnAndTheSameConstraints() {
    CertificateAuthority limited =
        Authorities.authority(Authorities.newRoot("Limited", "corp.example"));

    CertificateAuthority after = Authorities.authority(Authorities.after(limited, "Limited G2"));

    assertThat(after.certificate().getPublicKey())
        .isNotEqualTo(limited.certificate().getPublicKey());
    assertThat(after.certificate().getSubjectX500Principal())
        .isNotEqualTo(limited.certificate().getSubjectX500Principal());
    assertThat(RootConstraints.describe(after.certificate()))
        .isEqualTo(RootConstraints.describe(limited.certificate()));
  }

  @Test
  void devicesAreToldToTrustTheNewRoot() {
    assertThat(next.root()).contains(next.certificate());
  }

  @Test
  void nothingOfAnOldRootIsSentOnceItHasEnded() {
    assertThat(next.issuers(Authorities.now())).hasSize(1);
    assertThat(next.issuers(Authorities.now().plus(Authorities.YEAR.multipliedBy(2)))).isEmpty();
  }

  @Test
  void certificateFromTheOldRootEndsNoLaterThanThat() {
    NewRoot longer = Authorities.after(old, "Longer");

    assertThat(longer.certificates().get(1).getNotAfter())
        .isBeforeOrEqualTo(old.certificate().getNotAfter());
  }
}
