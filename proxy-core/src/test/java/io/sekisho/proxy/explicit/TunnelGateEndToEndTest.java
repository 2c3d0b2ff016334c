package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Undecided;
import io.sekisho.rules.Clue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the first bytes inside a tunnel give away, and what becomes of it then. */
final class TunnelGateEndToEndTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  @OnEveryEngine
  void aCleanHelloReachesTheServerAsItIs(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {
      byte[] hello = Hello.naming("clean.test", 7);

      client.send(hello);
      client.send("and more");

      assertThat(origin.received(0, "and more")).isEqualTo(latin1(hello) + "and more");
      assertThat(proxy.observer().disagreements()).isEmpty();
    }
  }

  @OnEveryEngine
  void aListedServerNameIsResetAndTheServerGetsNothing(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(Hello.naming("cdn.hostile.test"));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThatItGotNothing(origin);
      assertThat(proxy.observer().decisions(Action.RESET).get(0).newest()).isEqualTo(Clue.Kind.SNI);
      assertThat(proxy.observer().disagreements()).hasSize(1);
    }
  }

  @OnEveryEngine
  void aListedServerNameInSingleBytesAndManyRecordsIsReset(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {
      byte[] hello = Hello.naming("hostile.test", 1);

      for (int i = 0; i < hello.length - 1; i++) {
        client.send(new byte[] {hello[i]});
      }
      assertThat(origin.connection(0).received()).isEmpty();
      client.send(new byte[] {hello[hello.length - 1]});

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThatItGotNothing(origin);
    }
  }

  @OnEveryEngine
  void aListedServerNameSentTogetherWithConnectIsReset(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.connect()) {

      client.send(Requests.connect(origin.at("clean.test")) + latin1(Hello.naming("hostile.test")));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThatItGotNothing(origin);
    }
  }

  @OnEveryEngine
  void aListedServerNameUnderEchIsReset(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(Hello.withEch("hostile.test"));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThatItGotNothing(origin);
    }
  }

  @OnEveryEngine
  void aServerNameWithAListedPortIsReset(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).list(origin.at("other.test")).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(Hello.naming("other.test"));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
    }
  }

  @OnEveryEngine
  void aSilentClientThatThenNamesAListedServerIsReset(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).silentTime(SHORT).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      Await.until("it is silent", () -> proxy.observer().undecided().size() == 1);
      client.send(Hello.naming("hostile.test"));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThatItGotNothing(origin);
    }
  }

  @OnEveryEngine
  void aHelloThatEndsInTheMiddleIsReset(Engine engine) throws Exception {
    BlockingQueue<Wire.Ending> endings = new LinkedBlockingQueue<>();
    try (Origin origin = Origin.doing(connection -> endings.add(connection.ending()));
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {
      byte[] hello = Hello.naming("clean.test");

      client.send(Arrays.copyOf(hello, hello.length - 1));
      client.fin();

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(endings.poll(8, TimeUnit.SECONDS)).isEqualTo(Wire.Ending.RESET);
      assertThatItGotNothing(origin);
    }
  }

  @OnEveryEngine
  void aHelloLongerThanTheLimitIsReset(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(new byte[] {22, 3, 1, 0x40, 0, 1, 0, (byte) 0x80, 0});

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThatItGotNothing(origin);
    }
  }

  static Stream<Arguments> kindsAndHandlings() {
    return Stream.of(Engine.values())
        .flatMap(
            engine ->
                Stream.of(Undecided.values())
                    .flatMap(
                        kind ->
                            Stream.of(Undecided.Handling.values())
                                .map(handling -> Arguments.of(engine, kind, handling))));
  }

  @ParameterizedTest
  @MethodSource("kindsAndHandlings")
  @Timeout(40)
  void whatCannotBeJudgedIsHandledAsConfiguredAndCounted(
      Engine engine, Undecided kind, Undecided.Handling handling) throws Exception {
    byte[] first = firstBytes(kind);
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .undecided(kind, handling)
                .silentTime(kind == Undecided.SILENT ? SHORT : Duration.ofSeconds(10))
                .tunnelsTo(origin)
                .start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(first);
      Await.until("it is counted", () -> !proxy.observer().undecided().isEmpty());

      assertThat(proxy.observer().undecided())
          .containsExactly(new RecordingObserver.Handled(kind, handling));
      switch (handling) {
        case RELAY, OBSERVE -> {
          client.send(Hello.naming("clean.test"));
          assertThat(origin.received(0, "clean.test"))
              .isEqualTo(latin1(first) + latin1(Hello.naming("clean.test")));
        }
        case RESET -> {
          assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
          assertThatItGotNothing(origin);
        }
      }
    }
  }

  private static byte[] firstBytes(Undecided kind) {
    return switch (kind) {
      case NO_SNI -> Hello.withoutName();
      case ECH -> Hello.withEch("cover.test");
      case MALFORMED -> Hello.malformed();
      case NOT_TLS -> "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII);
      case SILENT -> new byte[0];
    };
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The server's connection has come to its end, and brought nothing. */
  private static void assertThatItGotNothing(Origin origin) {
    Wire server = origin.connection(0);
    Await.until("the tunnel has ended", server::isEnded);
    assertThat(server.received()).isEmpty();
  }
}
