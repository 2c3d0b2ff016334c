package io.sekisho.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.gateway.Namespace.Ending;
import io.sekisho.app.program.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people's programs make of alerts, resets, silence and slowness that a gateway gives. */
final class GatewayLadderIT {
  private static final String ALERT = "10.1.0.2";
  private static final String RESET = "10.1.0.3";
  private static final String DROP = "10.1.0.4";
  private static final String TARPIT = "10.1.0.5";

  private static final String ANSWERS =
      """
      answer:
        http: reset
        tls: alert
        rules: [{feeds: listed, http: drop}]
      groups:
        - {name: reset, clients: 10.1.0.3, answer: {tls: reset}}
        - {name: drop, clients: 10.1.0.4, answer: {http: drop, tls: drop}}
        - {name: tarpit, clients: 10.1.0.5, answer: {http: tarpit, tls: tarpit}}
      limits: {drop-time: 3s, tarpit-pace: 100ms, tarpit-time: 3s}
      """;
  private static final String ADDRESSES =
      """
      ip addr add 10.1.0.3/24 dev eth0
      ip addr add 10.1.0.4/24 dev eth0
      ip addr add 10.1.0.5/24 dev eth0
      """;

  @TempDir private static Path scratch;
  private static @Nullable Scene scene;

  @BeforeAll
  static void open() throws Exception {
    scene = Scene.open(scratch, "interfaces: lan0", ANSWERS);
    scene.network().client().sh(ADDRESSES);
  }

  @AfterAll
  static void close() {
    if (scene != null) {
      scene.close();
      scene = null;
    }
  }

  @AfterEach
  void nothingGotPast() throws Exception {
    assertThat(scene().network().packetsPast()).isZero();
    assertThat(scene().nginx().visits())
        .noneMatch(visit -> visit.contains(Client.LISTED) || visit.contains(Family.V4.listed()));
  }

  private static Scene scene() {
    return Objects.requireNonNull(scene);
  }

  /** The status that curl ends with, and a word of its complaint. */
  @ParameterizedTest
  @CsvSource({
    ALERT + ", https, 10, 35, unrecognized name",
    RESET + ", http, 10, 56, reset by peer",
    RESET + ", https, 10, 35, reset by peer",
    DROP + ", http, 1, 28, timed out",
    DROP + ", https, 1, 28, timed out",
    DROP + ", http, 20, 52, Empty reply",
    DROP + ", https, 20, 35, SSL_ERROR_SYSCALL",
    TARPIT + ", http, 2, 28, timed out",
    TARPIT + ", https, 2, 28, timed out",
    TARPIT + ", http, 20, 56, reset by peer",
    TARPIT + ", https, 20, 35, reset by peer"
  })
  void curlSaysWhatHappened(String from, String scheme, String seconds, int status, String word)
      throws Exception {
    Ending ending = curl(from, scheme, Client.LISTED, Family.V4.server(), seconds);

    assertThat(ending.status()).as(ending.output()).isEqualTo(status);
    assertThat(ending.output()).contains(word);
  }

  @ParameterizedTest
  @CsvSource({
    ALERT + ", https, 10, 35, unrecognized name",
    RESET + ", https, 10, 35, reset by peer",
    DROP + ", https, 1, 28, timed out",
    TARPIT + ", http, 2, 28, timed out",
    TARPIT + ", https, 2, 28, timed out"
  })
  void theSameHoldsForListedAddresses(
      String from, String scheme, String seconds, int status, String word) throws Exception {
    Ending ending = curl(from, scheme, Client.CLEAN, Family.V4.listed(), seconds);

    assertThat(ending.status()).as(ending.output()).isEqualTo(status);
    assertThat(ending.output()).contains(word);
  }

  @ParameterizedTest
  @CsvSource({
    ALERT + ", SSL alert number 112",
    RESET + ", errno=104",
    DROP + ", unexpected eof",
    TARPIT + ", errno=104"
  })
  void opensslSaysWhatHappened(String from, String word) throws Exception {
    Ending ending =
        new Client(scene().network().client())
            .openssl(Family.V4.server() + ":443", "-servername", Client.LISTED, "-bind", from);

    assertThat(ending.output()).contains("CONNECTED", word).doesNotContain("subject=");
  }

  @Test
  void chromiumSaysWhatHappened() throws Exception {
    Tools.need("chromium");

    String alert = chromium("https", Client.LISTED, Family.V4.server());
    String reset = chromium("http", Client.LISTED, Family.V4.server());
    String dropped = chromium("http", Client.CLEAN, Family.V4.listed());

    assertThat(alert).contains("net::ERR_SSL_UNRECOGNIZED_NAME_ALERT");
    assertThat(reset).contains("net::ERR_CONNECTION_RESET");
    assertThat(dropped).contains("net::ERR_EMPTY_RESPONSE");
  }

  private static Ending curl(
      String from, String scheme, String name, String address, String seconds) throws Exception {
    return scene()
        .network()
        .client()
        .run(
            "curl",
            "-sSk",
            "--interface",
            from,
            "--max-time",
            seconds,
            "--resolve",
            name + ":80:" + address,
            "--resolve",
            name + ":443:" + address,
            scheme + "://" + name + "/");
  }

  private static String chromium(String scheme, String name, String address) throws Exception {
    Path home = Files.createTempDirectory(scratch, "home");
    String rule = "--host-resolver-rules=MAP " + name + " " + address;
    return scene()
        .network()
        .client()
        .run(Browser.visiting(scheme + "://" + name + "/", home, rule).toArray(String[]::new))
        .output();
  }
}
