package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.Undecided.Handling;
import io.sekisho.proxy.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every request and every tunnel is told once, by what there was of it to judge. */
final class VisibilityEndToEndTest {
  private static final byte[] SSH = "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII);

  @OnEveryEngine
  void everyRequestOfAConnectionIsTold(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      for (String authority :
          List.of(origin.at("clean.test"), origin.at("127.0.0.1"), "hostile.test")) {
        client.send(Requests.get(authority));
        Reply.of(client);
      }

      assertThat(proxy.observer().visibilities())
          .containsExactly(Visibility.TARGET, Visibility.LITERAL, Visibility.TARGET);
    }
  }

  @OnEveryEngine
  void whatEndsForAnotherReasonThanAVerdictIsNotTold(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      proxy.ask(Requests.get("absent.test"));
      proxy.ask("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
      proxy.ask("GET /proxy.pac HTTP/1.1\r\nHost: a\r\n\r\n");
      proxy.ask(Requests.connect("clean.test:25"));

      assertThat(proxy.observer().refusals()).hasSize(3);
      assertThat(proxy.observer().visibilities()).isEmpty();
    }
  }

  @OnEveryEngine
  void aConnectThatIsStoppedIsToldByItsTarget(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).list("192.0.2.7").start()) {
      proxy.ask(Requests.connect("hostile.test:443"));
      proxy.ask(Requests.connect("192.0.2.7:443"));

      assertThat(proxy.observer().visibilities())
          .containsExactly(Visibility.TARGET, Visibility.LITERAL);
    }
  }

  static Stream<Arguments> firstMessages() {
    return Stream.of(Engine.values())
        .flatMap(
            engine ->
                Stream.of(
                    Arguments.of(engine, "clean.test", Hello.naming("clean.test"), Visibility.SNI),
                    Arguments.of(engine, "127.0.0.1", Hello.naming("clean.test"), Visibility.SNI),
                    Arguments.of(engine, "127.0.0.1", Hello.naming("hostile.test"), Visibility.SNI),
                    Arguments.of(engine, "clean.test", Hello.withoutName(), Visibility.TARGET),
                    Arguments.of(engine, "127.0.0.1", Hello.withoutName(), Visibility.NO_SNI),
                    Arguments.of(engine, "clean.test", SSH, Visibility.TARGET),
                    Arguments.of(engine, "127.0.0.1", SSH, Visibility.NOT_TLS),
                    Arguments.of(engine, "127.0.0.1", Hello.malformed(), Visibility.MALFORMED),
                    Arguments.of(engine, "clean.test", Hello.withEch("clean.test"), Visibility.ECH),
                    Arguments.of(engine, "127.0.0.1", new byte[0], Visibility.SILENT)));
  }

  @ParameterizedTest
  @MethodSource("firstMessages")
  @Timeout(40)
  void aTunnelIsToldByItsFirstMessage(
      Engine engine, String target, byte[] message, Visibility expected) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .silentTime(Duration.ofMillis(message.length == 0 ? 50 : 10_000))
                .tunnelsTo(origin)
                .start();
        Wire client = proxy.tunnel(origin.at(target))) {
      assertThat(proxy.observer().visibilities()).isEmpty();

      client.send(message);

      Await.until("it is told", () -> !proxy.observer().visibilities().isEmpty());
      client.reset();
      Await.until("it is over", () -> proxy.observer().open() == 0);
      assertThat(proxy.observer().visibilities()).containsExactly(expected);
    }
  }

  @OnEveryEngine
  void aTunnelWhoseClientLeavesWithoutAWordIsToldByItsTarget(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .undecided(Undecided.SILENT, Handling.RESET)
                .tunnelsTo(origin)
                .start();
        Wire client = proxy.tunnel(origin.at("127.0.0.1"))) {

      client.reset();

      Await.until("it is told", () -> !proxy.observer().visibilities().isEmpty());
      assertThat(proxy.observer().visibilities()).containsExactly(Visibility.LITERAL);
    }
  }
}
