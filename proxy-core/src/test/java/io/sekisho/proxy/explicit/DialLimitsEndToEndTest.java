package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.DialOutcome;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Quota;
import io.sekisho.proxy.RefusalReason;
import java.time.Duration;

/** How many servers may be looked up and dialled at a time. */
final class DialLimitsEndToEndTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String OTHER_CLIENT = "127.0.0.2";

  @OnEveryEngine
  void oneTooManyIsToldSoAndTunnelsGoOn(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        BlackHole hole = new BlackHole("127.0.0.1", 0);
        ProxyUnderTest proxy =
            new Setup(engine)
                .tunnelsTo(origin)
                .connectTime(LONG)
                .pendingDials(new Quota(1, 1))
                .start();
        Wire tunnel = proxy.tunnel(origin.at("clean.test"));
        Wire waiting = proxy.connect()) {
      waiting.send(Requests.get(hole.at("clean.test")));
      Await.until("it is dialled", () -> proxy.observer().dialling() == 1);

      Reply plain = proxy.askFrom(OTHER_CLIENT, Requests.get(origin.at("clean.test")));
      Reply connect = proxy.askFrom(OTHER_CLIENT, Requests.connect(origin.at("clean.test")));
      tunnel.send("GET / HTTP/1.1\r\n\r\n");

      assertThat(plain.status()).isEqualTo(503);
      assertThat(plain.verdict()).isEqualTo("busy");
      assertThat(connect.status()).isEqualTo(503);
      assertThat(connect.verdict()).isEqualTo("busy");
      assertThat(proxy.observer().refusals()).containsOnly(RefusalReason.BUSY);
      assertThat(proxy.observer().reached()).containsOnly(Limit.PENDING_DIALS);
      assertThat(Reply.of(tunnel).status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void oneClientLeavesRoomForTheOthers(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        BlackHole hole = new BlackHole("127.0.0.1", 0);
        ProxyUnderTest proxy =
            new Setup(engine).connectTime(LONG).pendingDials(new Quota(9, 1)).start();
        Wire waiting = proxy.connect()) {
      String request = Requests.get(origin.at("clean.test"));
      waiting.send(Requests.get(hole.at("clean.test")));
      Await.until("it is dialled", () -> proxy.observer().dialling() == 1);

      Reply own = proxy.ask(request);
      Reply other = proxy.askFrom(OTHER_CLIENT, request);

      assertThat(own.status()).isEqualTo(503);
      assertThat(own.verdict()).isEqualTo("busy");
      assertThat(other.status()).isEqualTo(200);
      assertThat(proxy.observer().reached()).containsExactly(Limit.PENDING_DIALS_PER_CLIENT);
    }
  }

  @OnEveryEngine
  void aBusyConnectionMayAskAgain(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        BlackHole hole = new BlackHole("127.0.0.1", 0);
        ProxyUnderTest proxy =
            new Setup(engine).connectTime(LONG).pendingDials(new Quota(1, 1)).start();
        Wire waiting = proxy.connect();
        Wire client = proxy.connect()) {
      waiting.send(Requests.get(hole.at("clean.test")));
      Await.until("it is dialled", () -> proxy.observer().dialling() == 1);
      client.send(Requests.get(origin.at("clean.test")));
      int busy = Reply.of(client).status();

      waiting.reset();
      Await.until("the dial is given up", () -> proxy.observer().dialling() == 0);
      client.send(Requests.get(origin.at("clean.test")));

      assertThat(busy).isEqualTo(503);
      assertThat(Reply.of(client).status()).isEqualTo(200);
      assertThat(proxy.observer().dials())
          .containsExactly(DialOutcome.CANCELLED, DialOutcome.CONNECTED);
    }
  }

  @OnEveryEngine
  void aLookUpEndsWithItsClient(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = new Setup(engine).queryTime(LONG).start();
        Wire client = proxy.connect()) {
      proxy.dns().beSilentAbout("mute.test");
      client.send(Requests.get("mute.test"));
      Await.until("it is looked up", () -> proxy.observer().dialling() == 1);

      client.reset();

      Await.until("it is given up", () -> proxy.observer().dialling() == 0);
      assertThat(proxy.observer().dials()).containsExactly(DialOutcome.CANCELLED);
    }
  }

  @OnEveryEngine
  void aClientThatOnlyEndedItsSideIsStillServed(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      proxy.dns().delay("slow.test", Duration.ofMillis(200));
      proxy.dns().answer("slow.test", "127.0.0.1");

      client.send(Requests.get(origin.at("slow.test")));
      client.fin();

      assertThat(Reply.of(client).status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void everyDialHasAnOutcome(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        BlackHole hole = new BlackHole("127.0.0.1", 0);
        ProxyUnderTest proxy =
            new Setup(engine).list("127.0.0.9").connectTime(Duration.ofMillis(300)).start()) {
      proxy.dns().answer("listed.test", "127.0.0.9");

      proxy.ask(Requests.get(origin.at("clean.test")));
      proxy.ask(Requests.get(origin.at("listed.test")));
      proxy.ask(Requests.get(origin.at("absent.test")));
      Reply dead = proxy.ask(Requests.get(hole.at("clean.test")));

      assertThat(proxy.observer().dials())
          .containsExactly(
              DialOutcome.CONNECTED, DialOutcome.REFUSED, DialOutcome.FAILED, DialOutcome.TIMEOUT);
      assertThat(dead.status()).isEqualTo(504);
      assertThat(proxy.observer().reached()).containsExactly(Limit.CONNECT_TIME);
      assertThat(proxy.observer().dialling()).isZero();
    }
  }
}
