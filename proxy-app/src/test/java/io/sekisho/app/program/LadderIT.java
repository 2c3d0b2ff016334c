package io.sekisho.app.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.program.Ladder.Ended;
import io.sekisho.app.program.Ladder.Place;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What people's programs make of alerts, resets, silence and slowness, by the explicit proxy. */
final class LadderIT {
  private static final String ALERT = "127.0.0.2";
  private static final String RESET = "127.0.0.3";
  private static final String DROP = "127.0.0.4";
  private static final String TARPIT = "127.0.0.5";

  private static final int HANDSHAKE_FAILED = 35;
  private static final int RECEIVE_FAILED = 56;
  private static final int TIMED_OUT = 28;

  @TempDir private static Path scratch;
  private static @Nullable Ladder shared;

  @BeforeAll
  static void open() throws Exception {
    Ladder.need("curl", "openssl", "timeout");
    shared = Ladder.open(Files.createDirectory(scratch.resolve("program")));
  }

  @AfterAll
  static void close() {
    if (shared != null) {
      shared.close();
    }
  }

  private static Ladder ladder() {
    return Objects.requireNonNull(shared);
  }

  @Test
  void anAlertSaysThatTheNameIsNotKnown() throws Exception {
    Ended curl = ladder().curl(ALERT, Place.HELLO, 10);
    Ended openssl = ladder().openssl(ALERT);

    assertThat(curl.status()).as(curl.output()).isEqualTo(HANDSHAKE_FAILED);
    assertThat(curl.output()).contains("unrecognized name");
    assertThat(openssl.output()).contains("SSL alert number 112");
  }

  @ParameterizedTest
  @CsvSource({"REQUEST, 56", "CONNECT, 56", "HELLO, 35"})
  void aResetIsSeenAsOne(Place place, int status) throws Exception {
    Ended curl = ladder().curl(RESET, place, 10);

    assertThat(curl.status()).as(curl.output()).isEqualTo(status);
    assertThat(curl.output()).contains("Connection reset by peer");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void whoIsDroppedWaitsInVain(Place place) throws Exception {
    Ended curl = ladder().curl(DROP, place, 1);

    assertThat(curl.status()).as(curl.output()).isEqualTo(TIMED_OUT);
    awaitNobodyHeld();
  }

  @ParameterizedTest
  @CsvSource({"REQUEST, 52", "CONNECT, 56", "HELLO, 35"})
  void whoWaitsLongEnoughIsLetGoWithoutAWord(Place place, int status) throws Exception {
    Ended curl = ladder().curl(DROP, place, 20);

    assertThat(curl.status()).as(curl.output()).isEqualTo(status);
    assertThat(curl.output()).doesNotContain("reset by peer");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void theTarpitKeepsAClientWaitingThoughBytesCome(Place place) throws Exception {
    Ended curl = ladder().curl(TARPIT, place, 2);

    assertThat(curl.status()).as(curl.output()).isEqualTo(TIMED_OUT);
    awaitNobodyHeld();
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void theTarpitEndsInAReset(Place place) throws Exception {
    Ended curl = ladder().curl(TARPIT, place, 20);

    assertThat(curl.status())
        .as(curl.output())
        .isEqualTo(place == Place.HELLO ? HANDSHAKE_FAILED : RECEIVE_FAILED);
    assertThat(curl.output()).contains("reset by peer");
  }

  @Test
  void opensslGetsNoServerHello() throws Exception {
    Ended dropped = ladder().openssl(DROP);
    Ended dripped = ladder().openssl(TARPIT);

    assertThat(dropped.output()).contains("unexpected eof");
    assertThat(dripped.output()).contains("errno=104", "CONNECTED");
  }

  @Test
  void whoIsOneTooManyIsResetAndCounted() throws Exception {
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      clients.add(hostile());
    }
    Await.that(() -> held() == 3);

    int answer = hostileAnswer();
    String metrics = ladder().program().admin("/metrics").body();

    assertThat(answer).isEqualTo(-1);
    assertThat(Program.metric(metrics, "sekisho_answers_held_limit{listener=\"explicit\"}"))
        .isEqualTo(1000);
    assertThat(
            Program.metric(
                metrics,
                "sekisho_limits_reached_total{limit=\"held-answers-per-client\",listener=\"explicit\"}"))
        .isEqualTo(1);
    for (Socket client : clients) {
      client.shutdownOutput();
    }
    awaitNobodyHeld();
  }

  @Test
  void chromiumSaysWhatHappened() throws Exception {
    Ladder.need("chromium");

    Ended dropped = ladder().chromium(scratch.resolve("home"), "http://" + Ladder.LISTED + "/");
    Ended tunnel = ladder().chromium(scratch.resolve("home"), "https://" + Ladder.LISTED + "/");

    assertThat(dropped.output()).contains("net::ERR_EMPTY_RESPONSE");
    assertThat(tunnel.output()).contains("net::ERR_");
  }

  @Test
  void heldClientsDoNotDelayTheEnd() throws Exception {
    Path directory = Files.createDirectory(scratch.resolve("ending"));
    String yaml =
        """
        explicit: {listen: '127.0.0.1:0'}
        admin: {listen: '127.0.0.1:0'}
        answer: {http: tarpit}
        shutdown: {grace: 30s}
        """;
    try (Program program = Program.serving(directory, yaml);
        Socket client = new Socket(program.proxy().getAddress(), program.proxy().getPort())) {
      client.getOutputStream().write(request());
      int first = client.getInputStream().read();
      long start = System.nanoTime();

      program.terminate();
      int status = program.awaitExit();

      assertThat(first).isEqualTo('H');
      assertThat(status).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  private static void awaitNobodyHeld() throws Exception {
    Await.that(() -> held() == 0);
  }

  private static int held() throws Exception {
    String metrics = ladder().program().admin("/metrics").body();
    return (int) Program.metric(metrics, "sekisho_answers_held{listener=\"explicit\"}");
  }

  private static byte[] request() {
    return ("GET http://" + Ladder.LISTED + "/ HTTP/1.1\r\nHost: " + Ladder.LISTED + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static Socket hostile() throws Exception {
    Program program = ladder().program();
    Socket client = new Socket(program.proxy().getAddress(), program.proxy().getPort());
    client.getOutputStream().write(request());
    return client;
  }

  /** The first byte that comes; -1 where there is none. */
  private static int hostileAnswer() throws Exception {
    try (Socket client = hostile()) {
      return client.getInputStream().read();
    } catch (SocketException e) {
      return -1;
    }
  }
}
