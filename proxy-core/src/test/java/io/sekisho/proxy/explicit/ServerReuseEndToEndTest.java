package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ServerUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One connection to a server for many requests, and never for one too many. */
final class ServerReuseEndToEndTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @OnEveryEngine
  void requestsOfOneClientFollowEachOtherOnOneConnection(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      for (int i = 0; i < 10; i++) {
        client.send(Requests.get(origin.at("clean.test")));
        assertThat(Reply.of(client).body()).isEqualTo("ok");
      }

      assertThat(origin.connections()).isEqualTo(1);
      assertThat(proxy.observer().serverUses().subList(0, 2))
          .containsExactly(ServerUse.NEW, ServerUse.REUSED);
    }
  }

  @OnEveryEngine
  void clientsOfOneEventLoopShareConnections(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      for (int i = 0; i < 20; i++) {
        assertThat(proxy.ask(Requests.get(origin.at("clean.test"))).body()).isEqualTo("ok");
      }

      assertThat(origin.connections())
          .isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }
  }

  @OnEveryEngine
  void anotherNameOfTheSameServerGetsAConnectionOfItsOwn(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(
          Requests.get(origin.at("clean.test")) + Requests.get(origin.at("other.test")).repeat(2));

      for (int i = 0; i < 3; i++) {
        assertThat(Reply.of(client).body()).isEqualTo("ok");
      }
      assertThat(origin.connections()).isEqualTo(2);
      assertThat(origin.received(0, "\r\n\r\n")).doesNotContain("other.test");
    }
  }

  @OnEveryEngine
  void everyRequestOnASharedConnectionIsJudged(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).list("127.0.0.1:" + origin.port()).start()) {

      assertThat(proxy.ask(Requests.get(origin.at("clean.test"))).status()).isEqualTo(403);

      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void aRequestThatMustNotBeSentTwiceGetsANewConnection(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      String post = Requests.with("POST", origin.at("clean.test"), "/", "Content-Length: 0\r\n");

      client.send((Requests.get(origin.at("clean.test")) + post).repeat(2));

      for (int i = 0; i < 4; i++) {
        assertThat(Reply.of(client).body()).isEqualTo("ok");
      }
      assertThat(proxy.observer().serverUses())
          .containsExactly(ServerUse.NEW, ServerUse.NEW, ServerUse.REUSED, ServerUse.NEW);
    }
  }

  @OnEveryEngine
  void aRequestThatMeetsAClosingConnectionIsSentAgain(Engine engine) throws Exception {
    try (Origin origin = answering(1);
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      for (int i = 0; i < 5; i++) {
        client.send(Requests.get(origin.at("clean.test"), "/" + i));

        assertThat(Reply.of(client).body()).isEqualTo("ok");
      }

      assertThat(proxy.observer().refusals()).isEmpty();
      assertThat(proxy.observer().relayed()).hasSize(5);
    }
  }

  @OnEveryEngine
  void aRequestIsNotSentAThirdTime(Engine engine) throws Exception {
    List<String> seen = new ArrayList<>();
    try (Origin origin =
            Origin.doing(
                connection -> {
                  synchronized (seen) {
                    seen.add(connection.readUntil("\r\n\r\n"));
                  }
                  if (seen.size() == 1) {
                    connection.send(OK);
                    connection.readUntil("\r\n\r\n");
                  }
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")).repeat(2));

      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(Reply.of(client).status()).isEqualTo(502);
      assertThat(origin.connections()).isEqualTo(2);
      assertThat(proxy.observer().refusals()).containsExactly(RefusalReason.UNREACHABLE);
    }
  }

  @OnEveryEngine
  void aResponseThatNobodyAskedForReachesNobody(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send(OK + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")).repeat(5));

      for (int i = 0; i < 5; i++) {
        assertThat(Reply.of(client).body()).isEqualTo("ok");
      }
      assertThat(origin.connections()).isEqualTo(5);
    }
  }

  @OnEveryEngine
  void bytesThatComeLateEndTheConnection(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send(OK);
                  connection.isQuietFor(20);
                  connection.send(OK);
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      client.send(Requests.get(origin.at("clean.test")));
      assertThat(Reply.of(client).body()).isEqualTo("ok");
      Await.until("the proxy has hung up", () -> origin.connection(0).isEnded());

      client.send(Requests.get(origin.at("clean.test")));

      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(origin.connections()).isEqualTo(2);
    }
  }

  @OnEveryEngine
  void nobodyFollowsABodyThatTheServerMayNotRead(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\nabc");
                  connection.send(OK);
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      String odd = Requests.with("GET", origin.at("clean.test"), "/", "Content-Length: 3\r\n");

      client.send((odd + "abc").repeat(2));

      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(origin.connections()).isEqualTo(2);
    }
  }

  @OnEveryEngine
  void connectionsThatTheServerWillCloseAreNotKept(Engine engine) throws Exception {
    for (String response :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
            "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      try (Origin origin = Origin.saying(response);
          ProxyUnderTest proxy = ProxyUnderTest.started(engine);
          Wire client = proxy.connect()) {

        client.send(Requests.get(origin.at("clean.test")).repeat(2));

        assertThat(Reply.of(client).body()).isEqualTo("ok");
        assertThat(Reply.of(client).body()).isEqualTo("ok");
        assertThat(origin.connections()).isEqualTo(2);
      }
    }
  }

  @OnEveryEngine
  void idleConnectionsEndAfterTheirTime(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).serverIdleTime(Duration.ofMillis(50)).start()) {
      proxy.ask(Requests.get(origin.at("clean.test")));

      Await.until("the idle connection is closed", () -> origin.connection(0).isEnded());

      assertThat(proxy.ask(Requests.get(origin.at("clean.test"))).body()).isEqualTo("ok");
    }
  }

  @OnEveryEngine
  void ofTooManyIdleConnectionsTheOldestIsClosed(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).idleServers(1).start();
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")) + Requests.get(origin.at("other.test")));

      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(Reply.of(client).body()).isEqualTo("ok");
      Await.until("the first is closed", () -> origin.connection(0).isEnded());
      assertThat(origin.connection(1).isEnded()).isFalse();
    }
  }

  @OnEveryEngine
  void withoutRoomForIdleConnectionsEachRequestGetsItsOwn(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).idleServers(0).start();
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")).repeat(3));

      for (int i = 0; i < 3; i++) {
        assertThat(Reply.of(client).body()).isEqualTo("ok");
      }
      assertThat(origin.connections()).isEqualTo(3);
    }
  }

  @OnEveryEngine
  void anAuthenticatedConnectionIsItsClientsAlone(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      String get = Requests.get(origin.at("clean.test"));
      client.send(
          Requests.with("GET", origin.at("clean.test"), "/", "Authorization: NTLM TlRM\r\n"));
      assertThat(Reply.of(client).body()).isEqualTo("ok");

      for (int i = 0; i < 4; i++) {
        assertThat(proxy.ask(get).body()).isEqualTo("ok");
      }
      client.send(Requests.with("POST", origin.at("clean.test"), "/2", "Content-Length: 0\r\n"));

      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(origin.received(0, "POST /2 ").split("HTTP/1.1\r\n", -1)).hasSize(3);
    }
  }

  @OnEveryEngine
  void anAuthenticatedConnectionEndsWithItsClient(Engine engine) throws Exception {
    try (Origin origin =
            Origin.saying(
                "HTTP/1.1 401 No\r\nWWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      assertThat(proxy.ask(Requests.get(origin.at("clean.test"))).status()).isEqualTo(401);

      Await.until("the connection is closed", () -> origin.connection(0).isEnded());
    }
  }

  /** A server that answers so many requests on each connection, reads one more, and hangs up. */
  private static Origin answering(int requests) throws Exception {
    return Origin.doing(
        connection -> {
          for (int i = 0; i < requests; i++) {
            connection.readUntil("\r\n\r\n");
            connection.send(OK);
          }
          connection.readUntil("\r\n\r\n");
        });
  }
}
