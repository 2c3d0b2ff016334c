package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Decision;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A few of very many tunnels are cut, exactly those, and soon. */
final class CutCrowdEndToEndTest {
  private static final int CROWD = 1_000;
  private static final int EVERY = 100;
  private static final int FEW = 30;
  private static final int LARGE = 64 << 20;

  /** Loaded machines are slow; what is aimed at is a second. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @OnEveryEngine
  void ofAThousandTunnelsExactlyThoseThatGetListedAreCut(Engine engine) throws Exception {
    try (Mirror mirror = new Mirror();
        ProxyUnderTest proxy = new Setup(engine).connectPort(mirror.bytesPort()).start()) {
      IntStream.range(0, CROWD).forEach(i -> proxy.dns().answer(name(i), "127.0.0.1"));
      try (Crowd crowd = new Crowd(CROWD, proxy)) {
        crowd.each((number, client) -> open(number, client, mirror));
        assertThat(proxy.openFlows()).isEqualTo(CROWD);

        long start = System.nanoTime();
        proxy.list(listed());
        Await.until("they are cut", () -> proxy.openFlows() == CROWD - CROWD / EVERY);
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        crowd.each(CutCrowdEndToEndTest::assertCutOrUntouched);
        assertThat(took).isLessThan(SOON);
        assertThat(proxy.observer().decisions(Action.RESET))
            .hasSize(CROWD / EVERY)
            .allMatch(Decision::cuts);
      }
      Await.until("none is left", () -> proxy.openFlows() == 0 && proxy.observer().open() == 0);
    }
  }

  @OnEveryEngine
  void whatIsCutWhileBytesFlowLeavesNoBufferBehind(Engine engine) throws Exception {
    try (BufferLeaks leaks = new BufferLeaks()) {
      try (Mirror mirror = new Mirror();
          Origin large = Origin.doing(CutCrowdEndToEndTest::pour);
          ProxyUnderTest proxy = new Setup(engine).connectPort(mirror.bytesPort()).start();
          Crowd crowd = new Crowd(FEW, proxy)) {
        crowd.each((number, client) -> beginUnread(number, client, mirror, large));
        Await.until("all go on", () -> proxy.openFlows() == FEW);
        Await.standstill(() -> proxy.traffic().toServers() + proxy.traffic().toClients());

        proxy.list("clean.test");

        Await.until("all are cut", () -> proxy.openFlows() == 0);
        crowd.each((number, client) -> assertThat(client.ending()).isNotEqualTo(Wire.Ending.NONE));
      }
      assertThat(leaks.found()).isEmpty();
    }
  }

  /** A tunnel or an exchange whose client does not read, with as much under way as it takes. */
  private static void beginUnread(int number, Wire client, Mirror mirror, Origin large)
      throws IOException {
    switch (number % 3) {
      case 0 -> {
        client.send(Requests.connect(mirror.bytesAt("clean.test")));
        client.readUntil("\r\n\r\n");
        Flood.into(client, LARGE);
      }
      case 1 -> {
        byte[] hello = Hello.naming("clean.test");
        client.send(Requests.connect(mirror.bytesAt("clean.test")));
        client.readUntil("\r\n\r\n");
        client.send(Arrays.copyOf(hello, hello.length - 1));
      }
      default -> client.send(Requests.get(large.at("clean.test")));
    }
  }

  private static void pour(Wire connection) throws IOException {
    connection.readUntil("\r\n\r\n");
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
    Flood.pour(connection, LARGE);
  }

  private static String name(int number) {
    return "name-" + number + ".test";
  }

  private static String[] listed() {
    List<String> names =
        IntStream.range(0, CROWD)
            .filter(CutCrowdEndToEndTest::isHit)
            .mapToObj(i -> name(i))
            .toList();
    return names.toArray(String[]::new);
  }

  private static boolean isHit(int number) {
    return number % EVERY == 0;
  }

  private static void open(int number, Wire client, Mirror mirror) throws IOException {
    client.send(Requests.connect(mirror.bytesAt(name(number))));
    assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    Echo.answers(client, "before " + number);
  }

  private static void assertCutOrUntouched(int number, Wire client) throws IOException {
    if (isHit(number)) {
      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
    } else {
      Echo.answers(client, "behind " + number);
    }
  }
}
