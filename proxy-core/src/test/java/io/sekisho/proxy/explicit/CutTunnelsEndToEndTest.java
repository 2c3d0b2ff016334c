package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Decision;
import io.sekisho.proxy.Mode;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Open tunnels that a new indicator hits are cut on both sides, and no others. */
final class CutTunnelsEndToEndTest {
  private static final AnswerPolicy OBSERVE =
      new AnswerPolicy(Mode.OBSERVE, Action.REFUSE, Action.RESET, null);
  private static final String SWITCHING =
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
  private static final String ASKING =
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n";

  @OnEveryEngine
  void aTunnelToANameThatGetsListedIsCut(Engine engine) throws Exception {
    try (Echo server = Echo.started();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(server.origin()).start();
        Wire hit = proxy.tunnel(server.at("clean.test"));
        Wire other = proxy.tunnel(server.at("other.test"))) {
      Echo.answers(hit, "hello");
      Echo.answers(other, "hello");

      proxy.list("clean.test");

      assertThat(hit.ending()).isEqualTo(Wire.Ending.RESET);
      server.wasReset(1);
      Echo.answers(other, "and on it goes");
      assertThatOneWasCut(proxy, Clue.Kind.CONNECT_TARGET);
      assertThat(proxy.openFlows()).isEqualTo(1);
    }
  }

  private static void assertThatOneWasCut(ProxyUnderTest proxy, Clue.Kind decisive) {
    List<Decision> cut = proxy.observer().decisions(Action.RESET);
    assertThat(cut).hasSize(1).allMatch(Decision::cuts);
    assertThat(cut.get(0).newest()).isEqualTo(decisive);
    assertThat(cut.get(0).verdict()).isInstanceOf(Verdict.Hostile.class);
  }

  @OnEveryEngine
  void aTunnelWhoseServerNameGetsListedIsCut(Engine engine) throws Exception {
    try (Echo server = Echo.started();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(server.origin()).start();
        Wire hit = proxy.tunnel(server.at("clean.test"));
        Wire other = proxy.tunnel(server.at("clean.test"))) {
      byte[] hello = Hello.naming("inner.test");
      hit.send(hello);
      hit.read(hello.length);
      Echo.answers(other, "not TLS");

      proxy.list("inner.test");

      assertThat(hit.ending()).isEqualTo(Wire.Ending.RESET);
      server.wasReset(1);
      Echo.answers(other, "and on it goes");
      assertThatOneWasCut(proxy, Clue.Kind.SNI);
    }
  }

  @OnEveryEngine
  void aTunnelToAnAddressThatGetsListedIsCut(Engine engine) throws Exception {
    try (Echo server = Echo.started();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(server.origin()).start()) {
      proxy.dns().answer("other.test", "127.0.0.2");
      try (Wire hit = proxy.tunnel(server.at("clean.test"));
          Wire other = proxy.tunnel(server.at("other.test"))) {

        proxy.list("127.0.0.1");

        assertThat(hit.ending()).isEqualTo(Wire.Ending.RESET);
        server.wasReset(1);
        Echo.answers(other, "and on it goes");
        assertThatOneWasCut(proxy, Clue.Kind.RESOLVED_ADDRESS);
      }
    }
  }

  @OnEveryEngine
  void ofTheAddressesOfANameOnlyTheOneThatIsConnectedCounts(Engine engine) throws Exception {
    try (Echo server = Echo.started();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(server.origin()).start()) {
      proxy.dns().answer("clean.test", "127.0.0.2", "127.0.0.3");
      try (Wire tunnel = proxy.tunnel(server.at("clean.test"));
          Wire witness = proxy.tunnel(server.at("other.test"))) {
        String used = server.origin().connection(0).localAddress().getAddress().getHostAddress();
        String unused = used.equals("127.0.0.2") ? "127.0.0.3" : "127.0.0.2";

        proxy.list(unused, "127.0.0.1");
        assertThat(witness.ending()).isEqualTo(Wire.Ending.RESET);
        byte[] hello = Hello.naming("clean.test");
        tunnel.send(hello);
        assertThat(tunnel.read(hello.length)).hasSameSizeAs(hello);
        proxy.list(unused, used);

        assertThat(tunnel.ending()).isEqualTo(Wire.Ending.RESET);
      }
    }
  }

  @OnEveryEngine
  void aTunnelToAnotherNameForAListedOneIsCut(Engine engine) throws Exception {
    try (Echo server = Echo.started();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(server.origin()).start()) {
      proxy.dns().alias("clean.test", "cdn.test");
      proxy.dns().answer("cdn.test", "127.0.0.1");
      try (Wire tunnel = proxy.tunnel(server.at("clean.test"))) {

        proxy.list("cdn.test");

        assertThat(tunnel.ending()).isEqualTo(Wire.Ending.RESET);
        assertThatOneWasCut(proxy, Clue.Kind.ALIAS);
      }
    }
  }

  @OnEveryEngine
  void aTunnelThatIsNoLongerExemptIsCut(Engine engine) throws Exception {
    try (Echo server = Echo.started();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .neverBlock("hostile.test")
                .tunnelsTo(server.origin())
                .start();
        Wire tunnel = proxy.tunnel(server.at("hostile.test"))) {
      Echo.answers(tunnel, "hello");

      proxy.neverBlock("clean.test");

      assertThat(tunnel.ending()).isEqualTo(Wire.Ending.RESET);
      server.wasReset(1);
      assertThatOneWasCut(proxy, Clue.Kind.CONNECT_TARGET);
    }
  }

  @OnEveryEngine
  void anExemptTunnelGoesOn(Engine engine) throws Exception {
    try (Echo server = Echo.started();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).neverBlock("clean.test").tunnelsTo(server.origin()).start();
        Wire exempt = proxy.tunnel(server.at("clean.test"));
        Wire witness = proxy.tunnel(server.at("other.test"))) {

      proxy.list("clean.test", "127.0.0.1", "other.test");

      assertThat(witness.ending()).isEqualTo(Wire.Ending.RESET);
      Echo.answers(exempt, "and on it goes");
      assertThat(proxy.openFlows()).isEqualTo(1);
    }
  }

  @OnEveryEngine
  void anObservedTunnelGoesOnAndIsToldOnce(Engine engine) throws Exception {
    try (Echo server = Echo.started();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).answer(OBSERVE).tunnelsTo(server.origin()).start();
        Wire tunnel = proxy.tunnel(server.at("clean.test"))) {

      proxy.list("clean.test");
      Await.until("it is told", () -> proxy.observer().decisions(Action.OBSERVE).size() == 1);
      proxy.list("clean.test", "more.test");
      proxy.list("clean.test", "other.test");
      try (Wire later = proxy.tunnel(server.at("other.test"))) {
        Echo.answers(tunnel, "and on it goes");
        Echo.answers(later, "observed too");
      }

      List<Decision> observed = proxy.observer().decisions(Action.OBSERVE);
      assertThat(observed).extracting(decision -> decision.flow().id()).doesNotHaveDuplicates();
      assertThat(observed.get(0).occasion()).isEqualTo(Decision.Occasion.RULES);
      assertThat(proxy.observer().decisions(Action.RESET)).isEmpty();
    }
  }

  @OnEveryEngine
  void aHelloThatWaitsForItsRestNeverArrives(Engine engine) throws Exception {
    try (Echo server = Echo.started();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(server.origin()).start();
        Wire tunnel = proxy.tunnel(server.at("clean.test"))) {
      byte[] hello = Hello.naming("clean.test");
      tunnel.send(Arrays.copyOf(hello, hello.length - 1));

      proxy.list("clean.test");

      assertThat(tunnel.ending()).isEqualTo(Wire.Ending.RESET);
      server.wasReset(1);
      assertThat(server.origin().connection(0).received()).isEmpty();
    }
  }

  @OnEveryEngine
  void aTunnelWhoseClientHasEndedItsSideIsCutToo(Engine engine) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.ending();
                  Latches.await(over);
                });
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire tunnel = proxy.tunnel(origin.at("clean.test"))) {
      tunnel.fin();
      Await.until("the server knows", () -> origin.connection(0).isEnded());

      proxy.list("clean.test");

      assertThat(tunnel.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(proxy.openFlows()).isZero();
      over.countDown();
    }
  }

  @OnEveryEngine
  void aWebSocketToANameThatGetsListedIsCut(Engine engine) throws Exception {
    try (Echo server = Echo.answering(SWITCHING);
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire hit = proxy.connect();
        Wire other = proxy.connect()) {
      hit.send(Requests.with("GET", server.at("clean.test"), "/chat", ASKING));
      other.send(Requests.with("GET", server.at("other.test"), "/chat", ASKING));
      hit.readUntil("\r\n\r\n");
      other.readUntil("\r\n\r\n");
      Echo.answers(hit, "frame");

      proxy.list("clean.test");

      assertThat(hit.ending()).isEqualTo(Wire.Ending.RESET);
      server.wasReset(1);
      Echo.answers(other, "frame");
      assertThatOneWasCut(proxy, Clue.Kind.REQUEST_TARGET);
      assertThat(proxy.openFlows()).isEqualTo(1);
    }
  }

  @OnEveryEngine
  void tunnelsOfAnEarlierConfigurationAreCutToo(Engine engine) throws Exception {
    try (Echo server = Echo.started();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(server.origin()).start();
        Wire tunnel = proxy.tunnel(server.at("clean.test"))) {
      proxy.pause();

      proxy.list("clean.test");

      assertThat(tunnel.ending()).isEqualTo(Wire.Ending.RESET);
      server.wasReset(1);
    }
  }

  @OnEveryEngine
  void whatEndsByItselfIsOpenNoLonger(Engine engine) throws Exception {
    try (Echo server = Echo.started();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(server.origin()).start();
        Wire ending = proxy.tunnel(server.at("clean.test"));
        Wire resetting = proxy.tunnel(server.at("clean.test"))) {
      assertThat(proxy.openFlows()).isEqualTo(2);

      ending.fin();
      resetting.reset();

      Await.until("none is open", () -> proxy.openFlows() == 0);
    }
  }
}
