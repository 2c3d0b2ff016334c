package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.ParentUse;
import io.sekisho.proxy.ServerUse;
import java.io.IOException;
import java.time.Duration;

/** Requests that go by a parent proxy. */
final class ParentProxyEndToEndTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  @OnNativeEngine
  void requestsAreSentInAbsoluteForm(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy = by(engine, parent)) {

      Reply reply = proxy.ask(Requests.get("clean.test:8080", "/a?b=c"));
      proxy.ask(Requests.get("other.test"));

      assertThat(reply.body()).isEqualTo("ok");
      assertThat(parent.head(0))
          .startsWith("GET http://clean.test:8080/a?b=c HTTP/1.1\r\nHost: clean.test:8080\r\n")
          .contains("Via: 1.1 sekisho\r\n")
          .doesNotContain("Proxy-Authorization");
      assertThat(proxy.observer().parentUses()).containsExactly(ParentUse.SENT, ParentUse.SENT);
    }
  }

  @OnNativeEngine
  void theUsualPortIsLeftOutAndOptionsOfAServerHasNoPath(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy = by(engine, parent)) {

      proxy.ask("OPTIONS http://clean.test HTTP/1.1\r\nHost: clean.test\r\n\r\n");

      assertThat(parent.head(0))
          .startsWith("OPTIONS http://clean.test HTTP/1.1\r\nHost: clean.test\r\n");
    }
  }

  @OnNativeEngine
  void theParentGetsOurLoginAndNotTheClients(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .parent(Parents.withLogin(parent.port(), "user", "secret"))
                .start()) {

      proxy.ask(Requests.with("GET", "clean.test", "/", "Proxy-Authorization: Basic Y2xpZW50\r\n"));

      assertThat(Reply.field(parent.head(0), "Proxy-Authorization"))
          .contains("Basic dXNlcjpzZWNyZXQ=");
    }
  }

  @OnNativeEngine
  void aBodyPassesBothWays(Engine engine) throws Exception {
    try (Origin parent =
            Origin.doing(
                connection -> {
                  connection.readUntil("abc");
                  connection.send(OK);
                });
        ProxyUnderTest proxy = by(engine, parent);
        Wire client = proxy.connect()) {

      client.send(Requests.with("POST", "clean.test", "/", "Content-Length: 3\r\n") + "abc");

      assertThat(Reply.of(client).body()).isEqualTo("ok");
    }
  }

  @OnNativeEngine
  void requestsForSeveralServersFollowEachOtherOnOneConnection(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy = by(engine, parent);
        Wire client = proxy.connect()) {

      client.send((Requests.get("clean.test") + Requests.get("other.test")).repeat(3));

      for (int i = 0; i < 6; i++) {
        assertThat(Reply.of(client).body()).isEqualTo("ok");
      }
      assertThat(parent.connections()).isEqualTo(1);
      assertThat(proxy.observer().serverUses().subList(0, 2))
          .containsExactly(ServerUse.NEW, ServerUse.REUSED);
    }
  }

  @OnNativeEngine
  void everyRequestOnASharedConnectionIsJudged(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy = by(engine, parent);
        Wire client = proxy.connect()) {

      client.send(Requests.get("clean.test") + Requests.get("sub.hostile.test"));

      assertThat(Reply.of(client).status()).isEqualTo(200);
      assertThat(Reply.of(client).status()).isEqualTo(403);
      assertThat(parent.received(0, "\r\n\r\n")).doesNotContain("hostile");
    }
  }

  @OnNativeEngine
  void nobodyFollowsABodyThatTheServerMayNotRead(Engine engine) throws Exception {
    try (Origin parent =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\nabc");
                  connection.send(OK);
                  connection.ending();
                });
        ProxyUnderTest proxy = by(engine, parent);
        Wire client = proxy.connect()) {
      String odd = Requests.with("GET", "clean.test", "/", "Content-Length: 3\r\n");

      client.send((odd + "abc").repeat(2));

      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(parent.connections()).isEqualTo(2);
    }
  }

  @OnNativeEngine
  void anAuthenticatedConnectionIsItsClientsAndItsDestinationsAlone(Engine engine)
      throws Exception {
    String login = Requests.with("GET", "clean.test", "/login", "Authorization: NTLM TlRM\r\n");
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy = by(engine, parent);
        Wire client = proxy.connect()) {

      client.send(
          Requests.get("clean.test")
              + login
              + Requests.get("other.test")
              + Requests.get("clean.test", "/mine"));
      for (int i = 0; i < 4; i++) {
        assertThat(Reply.of(client).body()).isEqualTo("ok");
      }

      assertThat(parent.connections()).isEqualTo(2);
      assertThat(parent.received(0, "other.test/ ")).doesNotContain("/login", "/mine");
      assertThat(parent.received(1, "/mine")).startsWith("GET http://clean.test/login ");
    }
  }

  @OnNativeEngine
  void aWebSocketPasses(Engine engine) throws Exception {
    String switching =
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    try (Origin parent =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send(switching + "hi");
                  connection.send(connection.read(5));
                });
        ProxyUnderTest proxy = by(engine, parent);
        Wire client = proxy.connect()) {

      client.send(
          Requests.with(
              "GET", "clean.test", "/chat", "Connection: Upgrade\r\nUpgrade: websocket\r\n"));
      client.readUntil("\r\n\r\n");
      client.send("frame");

      assertThat(client.read(7)).isEqualTo("hiframe");
      assertThat(parent.head(0)).startsWith("GET http://clean.test/chat ");
    }
  }

  @OnNativeEngine
  void whatTheParentAnswersIsPassedOn(Engine engine) throws Exception {
    try (Origin parent = Origin.saying("HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\n\r\nnot");
        ProxyUnderTest proxy = by(engine, parent)) {

      Reply reply = proxy.ask(Requests.get("clean.test"));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.body()).isEqualTo("not");
      assertThat(reply.verdict()).isEmpty();
    }
  }

  @OnNativeEngine
  void aParentThatAsksForALoginIsNoQuestionToTheClient(Engine engine) throws Exception {
    try (Origin parent =
            Origin.saying(
                "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"up\"\r\n"
                    + "Content-Length: 3\r\n\r\nwho");
        ProxyUnderTest proxy = by(engine, parent)) {

      Reply reply = proxy.ask(Requests.get("clean.test"));

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.verdict()).isEqualTo("unreachable");
      assertThat(reply.head()).doesNotContainIgnoringCase("proxy-authenticate");
      assertThat(reply.body()).contains("The parent proxy asks for authentication");
      assertThat(proxy.observer().parentUses())
          .containsExactly(ParentUse.SENT, ParentUse.UNAUTHENTICATED);
    }
  }

  @OnNativeEngine
  void aParentThatIsDownIsNotPassedBy(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).parent(Parents.at(closedPort())).start()) {

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.body()).contains("parent proxy").contains("connection refused");
      assertThat(origin.connections()).isZero();
    }
  }

  @OnNativeEngine
  void aParentThatTakesNoConnectionsTimesOut(Engine engine) throws Exception {
    try (BlackHole parent = new BlackHole("127.0.0.1", 0);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .parent(Parents.at(parent.port()))
                .connectTime(Duration.ofMillis(200))
                .start()) {

      Reply reply = proxy.ask(Requests.get("clean.test"));

      assertThat(reply.status()).isEqualTo(504);
      assertThat(reply.body()).contains("parent proxy");
    }
  }

  @OnNativeEngine
  void aSilentParentTimesOut(Engine engine) throws Exception {
    try (Origin parent = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .parent(Parents.at(parent.port()))
                .responseTime(Duration.ofMillis(100))
                .start()) {

      assertThat(proxy.ask(Requests.get("clean.test")).status()).isEqualTo(504);
    }
  }

  @OnNativeEngine
  void aParentIsFoundByItsName(Engine engine) throws Exception {
    try (Origin parent = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .list("parent.test")
                .parent(Parents.at(parent.at("parent.test")))
                .start()) {
      int before = proxy.ask(Requests.get("clean.test")).status();

      proxy.dns().answer("parent.test", "127.0.0.1");

      assertThat(before).isEqualTo(502);
      Await.until("the name resolves", () -> asksWell(proxy));
    }
  }

  private static boolean asksWell(ProxyUnderTest proxy) {
    try {
      return proxy.ask(Requests.get("clean.test")).status() == 200;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int closedPort() throws IOException {
    try (Origin closed = Origin.ok()) {
      return closed.port();
    }
  }

  private static ProxyUnderTest by(Engine engine, Origin parent) throws IOException {
    return ProxyUnderTest.on(engine).parent(Parents.at(parent.port())).start();
  }
}
