package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.sekisho.proxy.RefusalReason;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** A thousand clients at once, with slow and lost ones among them. */
final class CrowdEndToEndTest {
  private static final int CROWD = 1_000;
  private static final int FEW = 100;
  private static final int ROUNDS = 3;
  private static final int LARGE = 1 << 20;
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Descriptors that a resolver or an event loop opens when it is first used. */
  private static final int OPENED_ONCE = 8;

  @OnEveryEngine
  void eachGetsTheAnswersToItsOwnRequestsAndNothingIsLeftBehind(Engine engine) throws Exception {
    try (Mirror mirror = new Mirror();
        ProxyUnderTest proxy = started(engine, mirror)) {
      long descriptors = descriptors();
      try (Crowd crowd = new Crowd(CROWD, proxy)) {
        openTunnels(crowd, mirror);

        for (int round = 0; round < ROUNDS; round++) {
          int current = round;
          crowd.each((number, client) -> say(current, number, client, mirror));
          crowd.each((number, client) -> hear(current, number, client));
        }
      }

      Await.until("all clients are gone", () -> proxy.observer().open() == 0);
      Await.until("descriptors are gone", () -> descriptors() <= descriptors + OPENED_ONCE);
      assertThat(proxy.observer().refusals()).isEmpty();
    }
  }

  @OnEveryEngine
  void clientsThatAreSlowToAskOrToReadHoldUpNobodyElse(Engine engine) throws Exception {
    try (Mirror mirror = new Mirror();
        Origin large = Origin.doing(CrowdEndToEndTest::pour);
        ProxyUnderTest proxy = started(engine, mirror);
        Crowd asking = new Crowd(FEW, proxy);
        Crowd reading = new Crowd(FEW, proxy);
        Crowd crowd = new Crowd(CROWD, proxy)) {
      String half = Requests.get(mirror.pathsAt("clean.test"), "/dripping");
      asking.each((number, client) -> client.send(half.substring(0, number % half.length())));
      reading.each((number, client) -> client.send(Requests.get(large.at("clean.test"))));

      exchange(crowd, mirror);

      asking.each((number, client) -> client.send(half.substring(number % half.length())));
      asking.each((number, client) -> assertThat(body(client)).isEqualTo("/dripping"));
      reading.each((number, client) -> client.readUntil("\r\n\r\n"));
      reading.each(
          (number, client) -> assertThat(client.checksum(LARGE)).isEqualTo(Flood.checksum(LARGE)));
    }
  }

  @OnEveryEngine
  void serversThatAreSlowToAnswerHoldUpNobodyElse(Engine engine) throws Exception {
    try (Mirror mirror = new Mirror();
        ProxyUnderTest proxy = started(engine, mirror);
        Crowd waiting = new Crowd(FEW, proxy);
        Crowd crowd = new Crowd(CROWD, proxy)) {
      String authority = mirror.pathsAt("clean.test");
      waiting.each((number, client) -> client.send(Requests.get(authority, "/late/" + number)));
      Await.until("they have asked", () -> mirror.waiting() == FEW);

      exchange(crowd, mirror);

      assertThat(mirror.waiting()).isEqualTo(FEW);
      mirror.release();
      waiting.each((number, client) -> assertThat(body(client)).isEqualTo("/late/" + number));
    }
  }

  @OnEveryEngine
  void destinationsThatNeverAnswerHoldUpNobodyElse(Engine engine) throws Exception {
    try (Mirror mirror = new Mirror();
        BlackHole hole = new BlackHole("127.0.0.1", 0);
        ProxyUnderTest proxy =
            setup(engine, mirror)
                .connectPort(hole.port())
                .connectTime(LONG)
                .queryTime(LONG)
                .start();
        Crowd lost = new Crowd(2 * FEW, proxy);
        Crowd unresolved = new Crowd(2 * FEW, proxy);
        Crowd crowd = new Crowd(CROWD, proxy)) {
      lost.each((number, client) -> client.send(request(number, hole.at("clean.test"))));
      unresolved.each((number, client) -> askForSilentName(proxy, number, client));

      exchange(crowd, mirror);

      assertThat(proxy.observer().refusals()).isEmpty();
      assertThat(proxy.observer().open()).isEqualTo(CROWD + 4 * FEW);
    }
  }

  @OnEveryEngine
  void eachRequestToADestinationThatNeverAnswersIsRefusedInTime(Engine engine) throws Exception {
    Duration time = Duration.ofMillis(500);
    try (Mirror mirror = new Mirror();
        BlackHole hole = new BlackHole("127.0.0.1", 0);
        ProxyUnderTest proxy =
            setup(engine, mirror)
                .connectPort(hole.port())
                .connectTime(time)
                .queryTime(time)
                .start();
        Crowd lost = new Crowd(2 * FEW, proxy);
        Crowd unresolved = new Crowd(2 * FEW, proxy)) {

      lost.each((number, client) -> client.send(request(number, hole.at("clean.test"))));
      unresolved.each((number, client) -> client.send(request(number, silent(proxy, number))));

      lost.each((number, client) -> assertThat(Reply.of(client).status()).isEqualTo(504));
      unresolved.each((number, client) -> assertThat(Reply.of(client).status()).isEqualTo(504));
      assertThat(proxy.observer().refusals()).hasSize(4 * FEW).containsOnly(RefusalReason.TIMEOUT);
    }
  }

  private static ProxyUnderTest started(Engine engine, Mirror mirror) throws IOException {
    return setup(engine, mirror).start();
  }

  private static Setup setup(Engine engine, Mirror mirror) {
    return new Setup(engine)
        .connectPort(mirror.bytesPort())
        .connectPort(443)
        .serverIdleTime(Duration.ofMillis(300));
  }

  /** One round of requests and answers, half of them in tunnels, all in flight at once. */
  private static void exchange(Crowd crowd, Mirror mirror) throws Exception {
    openTunnels(crowd, mirror);
    crowd.each((number, client) -> say(0, number, client, mirror));
    crowd.each((number, client) -> hear(0, number, client));
  }

  private static void openTunnels(Crowd crowd, Mirror mirror) throws Exception {
    String connect = Requests.connect(mirror.bytesAt("clean.test"));
    crowd.each(
        (number, client) -> {
          if (isTunnel(number)) {
            client.send(connect);
          }
        });
    crowd.each(
        (number, client) -> {
          if (isTunnel(number)) {
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
          }
        });
  }

  private static void say(int round, int number, Wire client, Mirror mirror) throws IOException {
    String word = word(round, number);
    client.send(isTunnel(number) ? word : Requests.get(mirror.pathsAt(name(number)), word));
  }

  private static void hear(int round, int number, Wire client) throws IOException {
    String word = word(round, number);
    String answer = isTunnel(number) ? client.read(word.length()) : body(client);
    assertThat(answer).isEqualTo(word);
  }

  private static boolean isTunnel(int number) {
    return number % 2 == 0;
  }

  private static String name(int number) {
    return number % 4 == 1 ? "clean.test" : "other.test";
  }

  private static String word(int round, int number) {
    return "/round-" + round + "/client-" + number;
  }

  private static String body(Wire client) throws IOException {
    return Reply.of(client).body();
  }

  /** A GET or a CONNECT. */
  private static String request(int number, String authority) {
    return isTunnel(number) ? Requests.connect(authority) : Requests.get(authority);
  }

  private static String silent(ProxyUnderTest proxy, int number) {
    String name = "silent-" + number + ".test";
    proxy.dns().beSilentAbout(name);
    return name + ":443";
  }

  /**
   * Each name is waited for, as the queries of many at once are more than the socket of a resolver
   * holds, and a lost one is not repeated within the test.
   */
  private static void askForSilentName(ProxyUnderTest proxy, int number, Wire client)
      throws IOException {
    String authority = silent(proxy, number);
    client.send(request(number, authority));
    String name = authority.substring(0, authority.indexOf(':'));
    Await.until("asked for " + name, () -> proxy.dns().queries(name) > 0);
  }

  private static void pour(Wire connection) throws IOException {
    connection.readUntil("\r\n\r\n");
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
    Flood.pour(connection, LARGE);
    connection.ending();
  }

  private static long descriptors() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getOpenFileDescriptorCount();
  }
}
