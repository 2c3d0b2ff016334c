package io.sekisho.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.gateway.Namespace.Ending;
import io.sekisho.app.program.Await;
import io.sekisho.proxy.gateway.Diversion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real clients and a real server with the packaged program between them, which neither knows of.
 */
@ParameterizedClass
@EnumSource(Diversion.class)
@SuppressWarnings("NullAway.Init") // the class's parameter is set before everything else
final class DiversionIT {
  @TempDir private static Path scratch;
  private static @Nullable Scene scene;

  @Parameter private Diversion diversion;

  @BeforeParameterizedClassInvocation
  static void open(Diversion diversion) throws Exception {
    Path directory = Files.createDirectory(scratch.resolve(diversion.label()));
    scene = Scene.open(directory, "interfaces: lan0, diversion: " + diversion.label());
  }

  @AfterParameterizedClassInvocation
  static void close() {
    if (scene != null) {
      scene.close();
      scene = null;
    }
  }

  @AfterEach
  void nothingGotPast() throws Exception {
    assertThat(scene().network().packetsPast()).isZero();
  }

  private static Scene scene() {
    return Objects.requireNonNull(scene);
  }

  private static Client client() {
    return new Client(scene().network().client());
  }

  private String visitor(Family family) {
    return switch (diversion) {
      case REDIRECT -> family.gateway();
      case TPROXY -> family.client();
    };
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void pageOfACleanNameArrives(Family family) throws Exception {
    String page = client().curl("http", Client.CLEAN, family.inUri(family.server())).success();

    assertThat(page).startsWith("HTTP/1.1 200 ").endsWith("hello\n");
    scene()
        .nginx()
        .awaitVisit(
            visitor(family) + " " + family.server() + " 80 " + Client.CLEAN + "/index.html");
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void pageOfACleanNameArrivesOverTls(Family family) throws Exception {
    String page = client().curl("https", Client.CLEAN, family.inUri(family.server())).success();

    assertThat(page).startsWith("HTTP/1.1 200 ").endsWith("hello\n");
    scene()
        .nginx()
        .awaitVisit(
            visitor(family) + " " + family.server() + " 443 " + Client.CLEAN + "/index.html");
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void listedHostIsAnsweredWithThePageThatTellsOfIt(Family family) throws Exception {
    String page = client().curl("http", Client.LISTED, family.inUri(family.server())).success();

    assertThat(page).startsWith("HTTP/1.1 403 ").contains("Sekisho-Verdict: hostile");
    assertThat(scene().nginx().visits()).noneMatch(visit -> visit.contains(Client.LISTED));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void handshakeWithAListedNameIsReset(Family family) throws Exception {
    Ending ending = client().curl("https", Client.LISTED, family.inUri(family.server()));

    assertThat(ending.status()).isEqualTo(Client.CURL_TLS_FAILED);
    assertThat(ending.output()).contains("reset by peer");
    Await.that(() -> scene().gateway().events().contains("\"" + family.client() + "\""));
    assertThat(scene().nginx().visits()).noneMatch(visit -> visit.contains(Client.LISTED));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void listedAddressIsBlockedByAnyName(Family family) throws Exception {
    Ending plain = client().curl("http", Client.CLEAN, family.inUri(family.listed()));
    Ending tls = client().curl("https", Client.CLEAN, family.inUri(family.listed()));

    assertThat(plain.success()).startsWith("HTTP/1.1 403 ");
    assertThat(tls.status()).isEqualTo(Client.CURL_TLS_FAILED);
    assertThat(scene().nginx().visits()).noneMatch(visit -> visit.contains(family.listed()));
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void opensslIsJudgedByTheNameThatItGives(Family family) throws Exception {
    String target = family.at(family.server(), 443);

    Ending clean = client().openssl(target, "-servername", Client.CLEAN);
    Ending listed = client().openssl(target, "-servername", Client.LISTED);
    Ending nameless = client().openssl(target, "-noservername");

    assertThat(clean.output()).contains("subject=CN = site", "hello");
    assertThat(listed.output()).doesNotContain("subject=CN = site").contains("errno=104");
    assertThat(nameless.output()).contains("subject=CN = site");
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void connectionToTheGatewaysOwnPortIsRefused(Family family) throws Exception {
    String place = family.at(family.inbound(), GatewayUnderTest.PORT);

    Ending plain = client().curl("http://" + place + "/");
    Ending tls = client().curl("https://" + place + "/");

    assertThat(plain.status()).isNotZero();
    assertThat(tls.status()).isNotZero();
  }

  @ParameterizedTest
  @EnumSource(Family.class)
  void quicIsRefusedAtOnce(Family family) throws Exception {
    long before = scene().network().packetsBy("udp dport");
    long start = System.nanoTime();

    Ending ending = client().openssl(family.at(family.server(), 443), "-dtls");

    assertThat(ending.output()).contains("errno=111");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    assertThat(scene().network().packetsBy("udp dport")).isGreaterThan(before);
  }
}
