package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Undecided;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** How long a client and a server may take. Each test has another client that goes on. */
final class TimeOutsEndToEndTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String MANY_FIELDS = "A: b\r\n".repeat(500);

  @OnEveryEngine
  void aHeaderSectionThatDoesNotComeInTimeIsRefused(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).headerTime(SHORT).start();
        Wire client = proxy.connect()) {

      client.send("GET http://clean.test/ HTTP/1.1\r\nHost: cl");
      assertServed(proxy, origin);
      Reply reply = Reply.of(client);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.verdict()).isEqualTo("malformed");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThat(proxy.observer().reached()).containsExactly(Limit.HEADER_TIME);
    }
  }

  @OnEveryEngine
  void anIdleConnectionThatWasClosedReachesNoOtherLimitLater(Engine engine) throws Exception {
    try (ProxyUnderTest proxy =
            new Setup(engine).idleTime(SHORT).transferIdleTime(SHORT.dividedBy(2)).start();
        Wire first = proxy.connect()) {
      assertThat(first.ending()).isEqualTo(Wire.Ending.FIN);

      try (Wire second = proxy.connect()) {
        assertThat(second.ending()).isEqualTo(Wire.Ending.FIN);
      }

      assertThat(proxy.observer().reached()).containsExactly(Limit.IDLE_TIME, Limit.IDLE_TIME);
    }
  }

  @OnEveryEngine
  void anEmptyLineBehindARequestBeginsNoOther(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).headerTime(SHORT).idleTime(SHORT).start();
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")) + "\r\n\r");

      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThat(proxy.observer().reached()).containsExactly(Limit.IDLE_TIME);
      assertThat(proxy.observer().refusals()).isEmpty();
    }
  }

  @OnEveryEngine
  void aHeaderSectionThatDripsIsRefusedToo(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).headerTime(SHORT).start();
        Wire client = proxy.connect()) {

      Drip.into(client, "GET http://clean.test/ HTTP/1.1\r\n" + MANY_FIELDS);
      assertServed(proxy, origin);

      assertThat(Reply.of(client).status()).isEqualTo(400);
      assertThat(proxy.observer().reached()).containsExactly(Limit.HEADER_TIME);
    }
  }

  @OnEveryEngine
  void aBodyThatDripsIsATransferInWhichSomethingMoves(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  String body = connection.read(40);
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n" + body);
                  connection.ending();
                });
        ProxyUnderTest proxy = new Setup(engine).headerTime(SHORT).transferIdleTime(SHORT).start();
        Wire client = proxy.connect()) {

      client.send(Requests.with("PUT", origin.at("clean.test"), "/", "Content-Length: 40\r\n"));
      Drip.into(client, "x".repeat(40));
      Reply reply = Reply.of(client);

      assertThat(reply.body()).isEqualTo("x".repeat(40));
      assertThat(proxy.observer().reached()).isEmpty();
    }
  }

  @OnEveryEngine
  void aConnectionThatAsksForNothingIsClosed(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).idleTime(SHORT).start();
        Wire client = proxy.connect()) {
      assertServed(proxy, origin);

      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThat(client.received()).isEmpty();
      assertThat(proxy.observer().reached()).containsExactly(Limit.IDLE_TIME);
    }
  }

  @OnEveryEngine
  void aKeptAliveConnectionThatAsksForNothingMoreIsClosed(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).idleTime(SHORT).start();
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")));
      Reply reply = Reply.of(client);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThat(proxy.observer().reached()).containsExactly(Limit.IDLE_TIME);
    }
  }

  @OnEveryEngine
  void aTunnelInWhichNothingMovesIsCut(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).tunnelIdleTime(SHORT).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {
      assertServed(proxy, origin);

      assertThat(client.ending()).isNotEqualTo(Wire.Ending.NONE);
      assertThat(proxy.observer().reached()).containsExactly(Limit.TUNNEL_IDLE_TIME);
    }
  }

  @OnEveryEngine
  void aTunnelMayRestLongerThanAnExchange(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            new Setup(engine).transferIdleTime(Duration.ofMillis(50)).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      assertThat(client.isQuietFor(300)).isTrue();
      assertThat(proxy.observer().reached()).isEmpty();
    }
  }

  @OnEveryEngine
  void anExchangeInWhichNothingMovesIsCut(Engine engine) throws Exception {
    try (Origin origin = Origin.saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
        Origin other = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).transferIdleTime(SHORT).start();
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")));
      client.readUntil("half");
      assertServed(proxy, other);

      assertThat(client.ending()).isNotEqualTo(Wire.Ending.NONE);
      assertThat(proxy.observer().reached()).containsExactly(Limit.TRANSFER_IDLE_TIME);
    }
  }

  @OnEveryEngine
  void aServerThatDoesNotRespondInTimeIsATimeOut(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        Origin other = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).responseTime(SHORT).start();
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")));
      assertServed(proxy, other);
      Reply reply = Reply.of(client);

      assertThat(reply.status()).isEqualTo(504);
      assertThat(reply.verdict()).isEqualTo("timeout");
      assertThat(proxy.observer().reached()).containsExactly(Limit.RESPONSE_TIME);
    }
  }

  @OnEveryEngine
  void aServerThatCannotBeReachedInTimeIsATimeOut(Engine engine) throws Exception {
    try (BlackHole hole = new BlackHole("127.0.0.1", 0);
        Origin other = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).connectTime(SHORT).start();
        Wire client = proxy.connect()) {

      client.send(Requests.get(hole.at("clean.test")));
      assertServed(proxy, other);
      Reply reply = Reply.of(client);

      assertThat(reply.status()).isEqualTo(504);
      assertThat(reply.verdict()).isEqualTo("timeout");
      assertThat(proxy.observer().reached()).containsExactly(Limit.CONNECT_TIME);
    }
  }

  @OnEveryEngine
  void aServerThatCannotBeReachedInTimeIsATimeOutOnABusyEventLoopToo(Engine engine)
      throws Exception {
    try (BlackHole hole = new BlackHole("127.0.0.1", 0);
        ProxyUnderTest proxy = new Setup(engine).connectTime(SHORT).start();
        Wire client = proxy.connect()) {

      client.send(Requests.get(hole.at("127.0.0.1")));
      Await.until("it is dialled", () -> proxy.observer().dialling() == 1);
      proxy.holdUp(SHORT.multipliedBy(3));
      Reply reply = Reply.of(client);

      assertThat(reply.status()).isEqualTo(504);
      assertThat(proxy.observer().reached()).containsExactly(Limit.CONNECT_TIME);
    }
  }

  @OnEveryEngine
  void aHelloThatDoesNotEndInTimeIsReset(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).helloTime(SHORT).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(Arrays.copyOf(Hello.naming("clean.test"), 20));
      assertServed(proxy, origin);

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(proxy.observer().reached()).containsExactly(Limit.HELLO_TIME);
    }
  }

  @OnEveryEngine
  void aSilentTunnelIsCountedAndResetWhereThatIsWanted(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            new Setup(engine)
                .silentTime(SHORT)
                .undecided(Undecided.SILENT, Undecided.Handling.RESET)
                .tunnelsTo(origin)
                .start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {
      assertServed(proxy, origin);

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(proxy.observer().reached()).containsExactly(Limit.SILENT_TIME);
    }
  }

  private static void assertServed(ProxyUnderTest proxy, Origin origin) throws IOException {
    assertThat(proxy.ask(Requests.get(origin.at("clean.test"))).status()).isEqualTo(200);
  }
}
