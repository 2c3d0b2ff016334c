package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Decision;
import io.sekisho.rules.Clue;
import java.nio.charset.StandardCharsets;

/** Clients in tunnels that are listed by how they greet. */
final class FingerprintsEndToEndTest {
  private static final int SERVER_NAME = 0;
  private static final int PADDING = 21;
  private static final byte[] LISTED =
      Hello.with(Hello.serverName("clean.test"), Hello.padding(30));
  private static final byte[] OTHER = Hello.naming("clean.test");

  @OnEveryEngine
  void aListedClientIsResetAndItsServerGetsNothing(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = listing(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      for (byte b : LISTED) {
        client.send(new byte[] {b});
      }

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      Await.until("the tunnel has ended", origin.connection(0)::isEnded);
      assertThat(origin.connection(0).received()).isEmpty();
      Decision stop = proxy.observer().decisions(Action.RESET).get(0);
      assertThat(stop.verdict().against())
          .extracting(match -> match.clue().kind())
          .containsExactly(Clue.Kind.FINGERPRINT);
    }
  }

  @OnEveryEngine
  void anotherClientReachesTheSameServer(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = listing(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(OTHER);
      client.send("and more");

      assertThat(origin.received(0, "and more"))
          .isEqualTo(new String(OTHER, StandardCharsets.ISO_8859_1) + "and more");
    }
  }

  @OnEveryEngine
  void aServerThatIsNeverBlockedMayBeGreetedByAnyClient(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = listing(engine).neverBlock("clean.test").tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(LISTED);
      client.send("and more");

      assertThat(origin.received(0, "and more")).endsWith("and more");
    }
  }

  private static Setup listing(Engine engine) {
    return ProxyUnderTest.on(engine).listClient(Hello.ja3(SERVER_NAME, PADDING));
  }
}
