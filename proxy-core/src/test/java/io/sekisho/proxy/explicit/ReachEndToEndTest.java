package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

/**
 * Which destinations are dialled at all, by which of their addresses, and how failures are told.
 */
final class ReachEndToEndTest {
  private static final List<String> LOOPBACK =
      List.of(
          "127.0.0.1",
          "2130706433",
          "0x7f000001",
          "0177.0.0.1",
          "127.1",
          "0",
          "0.0.0.0",
          "[::ffff:127.0.0.1]",
          "[::1]",
          "[::]",
          "[64:ff9b::7f00:1]",
          "[2002:7f00:1::]",
          "127%2e0.0.1",
          "localhost",
          "private.test");

  @OnEveryEngine
  void aNameThatIsAnotherOneForAListedNameIsRefused(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      proxy.dns().alias("cover.test", "hostile.test");

      Reply reply = proxy.ask(Requests.get(origin.at("cover.test")));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void aNameThatIsNeverBlockedMayBeAnotherOneForAListedName(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).neverBlock("cover.test").start()) {
      proxy.dns().alias("cover.test", "hostile.test");

      Reply reply = proxy.ask(Requests.get(origin.at("cover.test")));

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void clientsFromElsewhereMayNotUseIt(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).clients("192.0.2.0/24").tunnelsTo(origin).start()) {
      for (String request :
          List.of(
              Requests.get(origin.at("clean.test")),
              Requests.connect(origin.at("clean.test")),
              "GET /proxy.pac HTTP/1.1\r\nHost: proxy\r\n\r\n")) {

        Reply reply = proxy.ask(request);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.verdict()).isEqualTo("client");
      }
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void privateDestinationsAreRefusedInEverySpelling(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).denyPrivate().tunnelsTo(origin).start()) {
      proxy.dns().answer("private.test", "127.0.0.1");
      for (String spelling : LOOPBACK) {

        Reply plain = proxy.ask(Requests.get(origin.at(spelling)));
        Reply tunnel = proxy.ask(Requests.connect(origin.at(spelling)));

        assertThat(plain.status()).as(spelling).isEqualTo(403);
        assertThat(List.of(plain.verdict(), tunnel.verdict())).as(spelling).containsOnly("private");
      }
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void itsOwnListenerIsRefusedEvenWherePrivateAddressesAreAllowed(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      int port = proxy.address().getPort();
      for (String spelling :
          List.of(
              "127.0.0.1", "127.1", "0.0.0.0", "0", "[::ffff:127.0.0.1]", "[::]", "clean.test")) {

        Reply reply = proxy.ask(Requests.get(spelling + ":" + port, "/proxy.pac"));

        assertThat(reply.status()).as(spelling).isEqualTo(403);
        assertThat(reply.verdict()).as(spelling).isEqualTo("private");
      }
    }
  }

  @OnEveryEngine
  void connectToAPortThatIsNotListedIsRefused(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).connectPort(443).start()) {

      Reply reply = proxy.ask(Requests.connect(origin.at("clean.test")));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.verdict()).isEqualTo("port");
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void aListedTargetOnAnotherPortIsHostileFirst(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).connectPort(443).start()) {

      Reply reply = proxy.ask(Requests.connect("hostile.test:22"));

      assertThat(reply.verdict()).isEqualTo("hostile");
    }
  }

  @OnEveryEngine
  void aNameThatDoesNotExistIsUnreachable(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).connectPort(443).start()) {

      Reply plain = proxy.ask(Requests.get("absent.test"));
      Reply tunnel = proxy.ask(Requests.connect("absent.test:443"));

      assertThat(List.of(plain.status(), tunnel.status())).containsOnly(502);
      assertThat(List.of(plain.verdict(), tunnel.verdict())).containsOnly("unreachable");
    }
  }

  @OnEveryEngine
  void aNameWithoutAnAddressIsUnreachable(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      proxy.dns().answer("empty.test");

      Reply reply = proxy.ask(Requests.get("empty.test"));

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.verdict()).isEqualTo("unreachable");
    }
  }

  @OnEveryEngine
  void aRefusedConnectionIsUnreachable(Engine engine) throws Exception {
    int port = closedPort();
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).connectPort(port).start()) {

      Reply plain = proxy.ask(Requests.get("clean.test:" + port));
      Reply tunnel = proxy.ask(Requests.connect("clean.test:" + port));

      assertThat(List.of(plain.status(), tunnel.status())).containsOnly(502);
      assertThat(List.of(plain.verdict(), tunnel.verdict())).containsOnly("unreachable");
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @OnEveryEngine
  void aSilentResolverIsATimeout(Engine engine) throws Exception {
    try (ProxyUnderTest proxy =
        ProxyUnderTest.on(engine).queryTime(Duration.ofMillis(300)).start()) {
      proxy.dns().beSilentAbout("mute.test");

      Reply reply = proxy.ask(Requests.get("mute.test"));

      assertThat(reply.status()).isEqualTo(504);
      assertThat(reply.verdict()).isEqualTo("timeout");
    }
  }

  @OnEveryEngine
  void aBlackHoleIsATimeout(Engine engine) throws Exception {
    try (BlackHole hole = new BlackHole("127.0.0.1", 0);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .connectTime(Duration.ofMillis(400))
                .connectPort(hole.port())
                .start()) {

      Reply plain = proxy.ask(Requests.get(hole.at("clean.test")));
      Reply tunnel = proxy.ask(Requests.connect(hole.at("clean.test")));

      assertThat(List.of(plain.status(), tunnel.status())).containsOnly(504);
      assertThat(List.of(plain.verdict(), tunnel.verdict())).containsOnly("timeout");
    }
  }

  @OnEveryEngine
  void aServerThatNeverAnswersIsATimeout(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).responseTime(Duration.ofMillis(300)).start()) {

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

      assertThat(reply.status()).isEqualTo(504);
      assertThat(reply.verdict()).isEqualTo("timeout");
    }
  }

  @OnEveryEngine
  void aServerThatClosesWithoutAResponseIsUnreachable(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(connection -> connection.readUntil("\r\n\r\n"));
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.verdict()).isEqualTo("unreachable");
    }
  }

  @OnEveryEngine
  void aResponseThatIsNotHttpIsUnreachable(Engine engine) throws Exception {
    for (String response :
        List.of(
            "SSH-2.0-x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokk",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok",
            "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
            "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/2 200 OK\r\n\r\n")) {
      try (Origin origin = Origin.saying(response);
          ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

        Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

        assertThat(reply.status()).as(response).isEqualTo(502);
      }
    }
  }

  @OnEveryEngine
  void aSecondAddressIsTriedWhereTheFirstNeverAnswers(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        BlackHole hole = new BlackHole("127.0.0.2", origin.port());
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      proxy.dns().answer("dual.test", "127.0.0.2", "127.0.0.1");

      Reply reply = proxy.ask(Requests.get(hole.at("dual.test")));

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void onlyAddressesThatWereJudgedAreDialled(Engine engine) throws Exception {
    try (Origin judged = Origin.ok();
        Origin rebound = Origin.on("127.0.0.9", judged.port(), Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).list("127.0.0.9").start()) {
      proxy.dns().answerOnceThen("rebind.test", "127.0.0.1", "127.0.0.9");

      Reply first = proxy.ask(Requests.get(judged.at("rebind.test")));
      long queries = proxy.dns().queries("rebind.test");
      Reply second = proxy.ask(Requests.get(judged.at("rebind.test")));

      assertThat(first.status()).isEqualTo(200);
      assertThat(queries).isEqualTo(1);
      assertThat(second.verdict()).isEqualTo("hostile");
      assertThat(judged.connections()).isEqualTo(1);
      assertThat(rebound.connections()).isZero();
    }
  }

  @OnEveryEngine
  void anIpv6AnswerIsJudgedToo(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).list("2001:db8::bad").start()) {
      proxy.dns().answer("six.test", "127.0.0.1", "2001:db8::bad");

      Reply reply = proxy.ask(Requests.get(origin.at("six.test")));

      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }
}
