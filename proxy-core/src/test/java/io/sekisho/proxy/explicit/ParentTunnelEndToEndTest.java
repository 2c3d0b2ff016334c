package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.ParentProxy;
import io.sekisho.proxy.ParentUse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Tunnels that a parent proxy opens. */
final class ParentTunnelEndToEndTest {
  private static final String OPEN = "HTTP/1.1 200 Open\r\n\r\n";

  @OnNativeEngine
  void theParentIsAskedForTheTunnel(Engine engine) throws Exception {
    try (Origin parent = Origin.saying(OPEN);
        ProxyUnderTest proxy =
            by(engine, Parents.withLogin(parent.port(), "user", "secret")).start();
        Wire client = proxy.tunnel("clean.test:443")) {

      assertThat(parent.head(0).lines())
          .containsExactly(
              "CONNECT clean.test:443 HTTP/1.1",
              "Host: clean.test:443",
              "Via: 1.1 sekisho",
              "Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=",
              "");
      assertThat(client.received()).isEqualTo("HTTP/1.1 200 Connection established\r\n\r\n");
      assertThat(proxy.observer().parentUses()).containsExactly(ParentUse.SENT);
    }
  }

  @OnNativeEngine
  void whatTheServerSaysFirstComesBehindTheAnswerInOrder(Engine engine) throws Exception {
    try (Origin parent =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send("HTTP/1.1 102 Wait\r\n\r\n" + OPEN + "first ");
                  connection.send("second");
                });
        ProxyUnderTest proxy = by(engine, Parents.at(parent.port())).start();
        Wire client = proxy.tunnel("clean.test:443")) {

      assertThat(client.readToEnd()).isEqualTo("first second");
    }
  }

  @OnNativeEngine
  void fieldsOfTheAnswerFrameNothing(Engine engine) throws Exception {
    try (Origin parent =
            Origin.saying(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nhello");
        ProxyUnderTest proxy = by(engine, Parents.at(parent.port())).start();
        Wire client = proxy.tunnel("clean.test:443")) {

      assertThat(client.read(5)).isEqualTo("hello");
    }
  }

  @OnNativeEngine
  void bytesThatTheClientSendsEarlyWaitForTheAnswer(Engine engine) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    try (Origin parent =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  asked.countDown();
                  Latches.await(answer);
                  connection.send(OPEN);
                  connection.send("got " + connection.read(5));
                });
        ProxyUnderTest proxy = by(engine, Parents.at(parent.port())).start();
        Wire client = proxy.connect()) {

      client.send(Requests.connect("clean.test:443") + "early");
      Latches.await(asked);
      assertThat(parent.connection(0).received()).doesNotContain("early");
      answer.countDown();

      client.readUntil("\r\n\r\n");
      assertThat(client.read(9)).isEqualTo("got early");
    }
  }

  @OnNativeEngine
  void aListedNameInTheHandshakeNeverReachesTheParent(Engine engine) throws Exception {
    try (Origin parent =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send(OPEN);
                  connection.ending();
                });
        ProxyUnderTest proxy = by(engine, Parents.at(parent.port())).start();
        Wire client = proxy.tunnel("clean.test:443")) {

      client.send(Hello.naming("hostile.test"));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      Await.until("the parent is left", () -> parent.connection(0).isEnded());
      assertThat(parent.connection(0).received()).endsWith("\r\n\r\n");
    }
  }

  @OnNativeEngine
  void aRefusalOfTheParentIsOursToTell(Engine engine) throws Exception {
    try (Origin parent = Origin.saying("HTTP/1.1 403 No\r\nContent-Length: 6\r\n\r\nsecret");
        ProxyUnderTest proxy = by(engine, Parents.at(parent.port())).start()) {

      Reply reply = proxy.ask(Requests.connect("clean.test:443"));

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.verdict()).isEqualTo("unreachable");
      assertThat(reply.body()).contains("it answered 403").doesNotContain("secret");
      assertThat(proxy.observer().parentUses()).containsExactly(ParentUse.SENT, ParentUse.REFUSED);
    }
  }

  @OnNativeEngine
  void aParentThatAsksForALoginIsNoQuestionToTheClient(Engine engine) throws Exception {
    try (Origin parent =
            Origin.saying("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"up\"\r\n\r\n");
        ProxyUnderTest proxy = by(engine, Parents.at(parent.port())).start()) {

      Reply reply = proxy.ask(Requests.connect("clean.test:443"));

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.head()).doesNotContainIgnoringCase("proxy-authenticate");
      assertThat(reply.body()).contains("The parent proxy asks for authentication");
      assertThat(proxy.observer().parentUses())
          .containsExactly(ParentUse.SENT, ParentUse.UNAUTHENTICATED);
    }
  }

  @OnNativeEngine
  void aParentWhoseServerTimedOutIsATimeOut(Engine engine) throws Exception {
    assertThat(statusBehind(engine, "HTTP/1.1 504 Late\r\n\r\n")).isEqualTo(504);
  }

  @OnNativeEngine
  void aSwitchOfProtocolsIsNoTunnel(Engine engine) throws Exception {
    assertThat(statusBehind(engine, "HTTP/1.1 101 Other\r\nUpgrade: x\r\n\r\n")).isEqualTo(502);
  }

  @OnNativeEngine
  void anAnswerThatIsNotHttpIsNoTunnel(Engine engine) throws Exception {
    assertThat(statusBehind(engine, "SSH-2.0-x\r\n\r\n")).isEqualTo(502);
  }

  private static int statusBehind(Engine engine, String answer) throws IOException {
    try (Origin parent = Origin.saying(answer);
        ProxyUnderTest proxy = by(engine, Parents.at(parent.port())).start()) {
      return proxy.ask(Requests.connect("clean.test:443")).status();
    }
  }

  @OnNativeEngine
  void aParentThatHangsUpIsUnreachable(Engine engine) throws Exception {
    try (Origin parent = Origin.doing(connection -> connection.readUntil("\r\n\r\n"));
        ProxyUnderTest proxy = by(engine, Parents.at(parent.port())).start()) {

      assertThat(proxy.ask(Requests.connect("clean.test:443")).status()).isEqualTo(502);
    }
  }

  @OnNativeEngine
  void aParentThatDoesNotAnswerTimesOut(Engine engine) throws Exception {
    try (Origin parent = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            by(engine, Parents.at(parent.port())).connectTime(Duration.ofMillis(200)).start()) {

      assertThat(proxy.ask(Requests.connect("clean.test:443")).status()).isEqualTo(504);

      Await.until("the parent is left", () -> parent.connection(0).isEnded());
    }
  }

  @OnNativeEngine
  void aClientThatLeavesMeanwhileLeavesNothingBehind(Engine engine) throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    try (Origin parent =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  Latches.await(gone);
                  connection.send(OPEN + "hello");
                  connection.ending();
                });
        ProxyUnderTest proxy = by(engine, Parents.at(parent.port())).start();
        Wire client = proxy.connect()) {
      client.send(Requests.connect("clean.test:443"));
      parent.received(0, "\r\n\r\n");

      client.reset();
      Await.until("the client is gone", () -> proxy.observer().open() == 0);
      gone.countDown();

      Await.until("the parent is left", () -> parent.connection(0).isEnded());
    }
  }

  @OnNativeEngine
  void twoProxiesInAChainCarryRequestsAndTunnels(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.send("banner ");
                  connection.send(connection.readUntil("\r\n\r\n"));
                });
        Origin web = Origin.ok();
        ProxyUnderTest upper = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        ProxyUnderTest lower =
            ProxyUnderTest.on(engine)
                .tunnelsTo(origin)
                .parent(Parents.at(upper.address().getPort()))
                .start()) {

      assertThat(lower.ask(Requests.get(web.at("clean.test"))).body()).isEqualTo("ok");
      assertThat(web.head(0))
          .startsWith("GET / HTTP/1.1\r\n")
          .contains("Via: 1.1 sekisho\r\nVia: 1.1 sekisho\r\n");
      try (Wire client = lower.tunnel(origin.at("clean.test"))) {
        client.send("hello\r\n\r\n");

        assertThat(client.readToEnd()).isEqualTo("banner hello\r\n\r\n");
      }
    }
  }

  @OnNativeEngine
  void anotherParentGetsWhatComesNextAndTunnelsStay(Engine engine) throws Exception {
    try (Origin before =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send(OPEN);
                  connection.send("got " + connection.read(5));
                });
        Origin after = Origin.ok();
        ProxyUnderTest proxy = by(engine, Parents.at(before.port())).start();
        Wire client = proxy.tunnel("clean.test:443")) {

      proxy.reconfigure(
          settings -> ParentJudgementEndToEndTest.with(settings, Parents.at(after.port())));
      client.send("hello");

      assertThat(client.read(9)).isEqualTo("got hello");
      assertThat(proxy.ask(Requests.get("clean.test")).body()).isEqualTo("ok");
      assertThat(before.connections()).isEqualTo(1);
    }
  }

  private static Setup by(Engine engine, ParentProxy parent) {
    return ProxyUnderTest.on(engine).connectPort(443).parent(parent);
  }
}
