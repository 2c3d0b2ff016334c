package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Quota;
import io.sekisho.proxy.RefusalReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How many connections there may be: beyond that, a refusal, and the others go on. */
final class ConnectionLimitsEndToEndTest {
  private static final String OTHER_CLIENT = "127.0.0.2";

  @OnEveryEngine
  void oneTooManyIsToldSoAndTheOthersGoOn(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).connections(new Quota(2, 2)).start();
        Wire first = connected(proxy, 1);
        Wire second = connected(proxy, 2)) {
      String request = Requests.get(origin.at("clean.test"));

      Reply refused = proxy.askFrom(OTHER_CLIENT, request);
      first.send(request);
      second.send(request);

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.verdict()).isEqualTo("busy");
      assertThat(refused.field("Connection")).contains("close");
      assertThat(proxy.observer().reached()).containsExactly(Limit.CONNECTIONS);
      assertThat(proxy.observer().refusals()).containsExactly(RefusalReason.BUSY);
      assertThat(Reply.of(first).status()).isEqualTo(200);
      assertThat(Reply.of(second).status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void aClientThatSendsNothingIsToldToo(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = new Setup(engine).connections(new Quota(1, 1)).start();
        Wire first = connected(proxy, 1);
        Wire client = proxy.connect()) {

      Reply reply = Reply.of(client);

      assertThat(reply.status()).isEqualTo(503);
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThat(first.isEnded()).isFalse();
    }
  }

  @OnEveryEngine
  void whoLeavesMakesRoom(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).connections(new Quota(1, 1)).start()) {
      connected(proxy, 1).close();
      Await.until("it is gone", () -> proxy.observer().open() == 0);

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void oneClientLeavesRoomForTheOthers(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).connections(new Quota(9, 1)).start();
        Wire first = connected(proxy, 1)) {
      String request = Requests.get(origin.at("clean.test"));

      Reply second = proxy.ask(request);
      Reply other = proxy.askFrom(OTHER_CLIENT, request);

      assertThat(first.isEnded()).isFalse();
      assertThat(second.status()).isEqualTo(503);
      assertThat(second.verdict()).isEqualTo("busy");
      assertThat(other.status()).isEqualTo(200);
      assertThat(proxy.observer().reached()).containsExactly(Limit.CONNECTIONS_PER_CLIENT);
    }
  }

  @OnEveryEngine
  void aTunnelIsAConnection(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            new Setup(engine).tunnelsTo(origin).connections(new Quota(1, 1)).start();
        Wire tunnel = proxy.tunnel(origin.at("clean.test"))) {

      Reply reply = proxy.ask(Requests.connect(origin.at("clean.test")));
      tunnel.send("GET / HTTP/1.1\r\n\r\n");

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.verdict()).isEqualTo("busy");
      assertThat(Reply.of(tunnel).status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void tunnelsOfAnEarlierConfigurationCount(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).tunnelsTo(origin).start();
        Wire tunnel = proxy.tunnel(origin.at("clean.test"))) {
      String request = Requests.get(origin.at("clean.test"));

      proxy.reconfigure(settings -> Setup.withConnections(settings, new Quota(1, 1)));
      Reply beyond = proxy.ask(request);
      proxy.reconfigure(settings -> Setup.withConnections(settings, new Quota(2, 2)));
      Reply within = proxy.ask(request);

      assertThat(tunnel.isEnded()).isFalse();
      assertThat(beyond.status()).isEqualTo(503);
      assertThat(within.status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void aFloodOfThemCostsNobodyElseAnything(Engine engine) throws Exception {
    List<Wire> flood = new ArrayList<>();
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).connections(new Quota(1, 1)).start();
        Wire first = connected(proxy, 1)) {
      for (int i = 0; i < 600; i++) {
        flood.add(proxy.connect());
      }

      first.send(Requests.get(origin.at("clean.test")));

      assertThat(Reply.of(first).status()).isEqualTo(200);
      assertThat(flood).allMatch(wire -> wire.ending() != Wire.Ending.NONE);
      assertThat(flood).allMatch(wire -> wire.received().startsWith("HTTP/1.1 503 "));
      assertThat(proxy.observer().reached())
          .hasSize(600)
          .containsOnly(Limit.CONNECTIONS_PER_CLIENT);
      assertThat(proxy.observer().open()).isEqualTo(1);
    } finally {
      closeAll(flood);
    }
  }

  @OnEveryEngine
  void manyIdleConnectionsAreNoBurden(Engine engine) throws Exception {
    List<Wire> idle = new ArrayList<>();
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      for (int i = 0; i < 1_000; i++) {
        idle.add(proxy.connect());
      }
      Await.until("all are there", () -> proxy.observer().open() == 1_000);

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(proxy.observer().reached()).isEmpty();
    } finally {
      closeAll(idle);
    }
  }

  /** A connection that has been taken in as the nth. */
  private static Wire connected(ProxyUnderTest proxy, int nth) throws IOException {
    Wire wire = proxy.connect();
    Await.until("it is taken in", () -> proxy.observer().open() == nth);
    return wire;
  }

  private static void closeAll(List<Wire> wires) throws IOException {
    for (Wire wire : wires) {
      wire.close();
    }
  }
}
