package io.sekisho.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.gateway.Namespace.Ending;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The programs of one machine, by the Sekisho of that machine. It runs as root without any
 * capability, since that user can read the jar wherever it is built; they run as nobody.
 */
final class HostScopeIT {
  @TempDir private static Path scratch;
  @AutoClose private static Scene scene;

  @BeforeAll
  static void open() throws Exception {
    scene =
        Scene.open(scratch, "scope: host, user: root, listen: ['127.0.0.1:3129', '[::1]:3129']");
  }

  private static Client client() {
    return new Client(scene.network().gateway().as("nobody"));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void ownProgramsGetCleanPagesAndNoListedOnes(Family family) throws Exception {
    String address = family.inUri(family.server());

    Ending clean = client().curl("https", Client.CLEAN, address);
    Ending listed = client().curl("http", Client.LISTED, address);
    Ending listedOverTls = client().curl("https", Client.LISTED, address);

    assertThat(clean.success()).endsWith("hello\n");
    assertThat(listed.success()).startsWith("HTTP/1.1 403 ");
    assertThat(listedOverTls.status()).isEqualTo(Client.CURL_TLS_FAILED);
    scene
        .nginx()
        .awaitVisit(
            family.gateway() + " " + family.server() + " 443 " + Client.CLEAN + "/index.html");
    assertThat(scene.nginx().visits()).noneMatch(visit -> visit.contains(Client.LISTED));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void quicIsRefusedAtOnce(Family family) throws Exception {
    Ending ending = client().openssl(family.at(family.server(), 443), "-dtls");

    assertThat(ending.output()).contains("write:errno=1\n");
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void nothingGetsOutWhileTheProgramIsDown(Family family) throws Exception {
    scene.gateway().kill();
    int before = scene.nginx().visits().size();

    Ending plain = client().curl("http", Client.CLEAN, family.inUri(family.server()));
    Ending tls = client().curl("https", Client.CLEAN, family.inUri(family.server()));
    scene.gateway().startAgain();

    assertThat(plain.status()).isEqualTo(Client.CURL_REFUSED);
    assertThat(tls.status()).isEqualTo(Client.CURL_REFUSED);
    assertThat(scene.nginx().visits()).hasSize(before);
  }
}
