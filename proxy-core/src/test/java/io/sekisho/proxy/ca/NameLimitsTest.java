package io.sekisho.proxy.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An authority speaks for nobody whom its certificate excludes, and validators hold it to that. */
final class NameLimitsTest {
  @TempDir private Path directory;

  private static CertificateAuthority limited() throws AuthorityFault {
    NewRoot root =
        NewRoot.of(
            new RootPlan(
                "Limited",
                Authorities.YEAR,
                Authorities.names("corp.example", "evil.test"),
                Authorities.names("bank.corp.example")),
            Authorities.now());
    return Authorities.authority(root);
  }

  @ParameterizedTest
  @CsvSource({
    "corp.example, true",
    "www.corp.example, true",
    "a.b.evil.test, true",
    "bank.corp.example, false",
    "www.bank.corp.example, false",
    "notcorp.example, false",
    "example, false",
    "192.0.2.7, false",
    "[2001:db8::7], false"
  })
  void speaksForWhatIsPermittedAndNotExcluded(String host, boolean allowed) throws Exception {
    assertThat(limited().maySpeakFor(Authorities.host(host))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"c2.example", "192.0.2.7", "[2001:db8::7]"})
  void withoutConstraintsItSpeaksForEverybody(String host) {
    assertThat(Authorities.root().maySpeakFor(Authorities.host(host))).isTrue();
  }

  @Test
  void exclusionAloneLeavesAddresses() throws Exception {
    RootPlan plan =
        new RootPlan("Excluding", Authorities.YEAR, List.of(), Authorities.names("bank.example"));
    CertificateAuthority authority = Authorities.authority(NewRoot.of(plan, Authorities.now()));

    assertThat(authority.maySpeakFor(Authorities.host("192.0.2.7"))).isTrue();
    assertThat(authority.maySpeakFor(Authorities.host("www.bank.example"))).isFalse();
  }

  @Test
  void constraintsAreCritical() throws Exception {
    assertThat(limited().certificate().getCriticalExtensionOIDs()).contains("2.5.29.30");
  }

  @ParameterizedTest
  @CsvSource({
    "www.corp.example, OK",
    "www.bank.corp.example, excluded subtree",
    "c2.example, permitted subtree"
  })
  void opensslHoldsWhatIsMintedAllTheSameToThem(String name, String expected) throws Exception {
    CertificateAuthority authority = limited();

    List<X509Certificate> sent =
        new LeafPress(authority).mint(Authorities.host(name), Authorities.now()).chain();

    assertThat(new OpenSsl(directory).verify(authority.certificate(), sent)).contains(expected);
  }

  @Test
  void constraintsAreToldInWords() throws Exception {
    assertThat(RootConstraints.describe(limited().certificate()))
        .containsExactly(
            "permitted DNS corp.example",
            "permitted DNS evil.test",
            "excluded DNS bank.corp.example",
            "excluded every IPv4 address",
            "excluded every IPv6 address");
  }
}
