package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Defects that were measured in another proxy, each with the behaviour that is right. */
final class MeasuredDefectsEndToEndTest {
  private static final Duration LONG = Duration.ofSeconds(4);
  private static final long PROMPT_MILLIS = 2_000;

  @OnEveryEngine
  void getsWithBodiesToBlackHolesDelayNobody(Engine engine) throws Exception {
    try (BlackHole hole = new BlackHole("127.0.0.1", 0);
        Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      List<Wire> waiting = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Wire client = proxy.connect();
        waiting.add(client);
        client.send(
            Requests.with("GET", hole.at("clean.test"), "/", "Content-Length: 5\r\n") + "hello");
      }
      Await.until("all are being dialled", () -> proxy.observer().decisions().size() == 16);

      long millis = millisOf(proxy, Requests.get(origin.at("clean.test")), 16);

      assertThat(millis).isLessThan(PROMPT_MILLIS);
      closeAll(waiting);
    }
  }

  @OnEveryEngine
  void slowDnsForOneNameDelaysOnlyThatName(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      proxy.dns().answer("slow.test", "127.0.0.1");
      proxy.dns().delay("slow.test", LONG);
      List<Wire> waiting = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Wire client = proxy.connect();
        waiting.add(client);
        client.send(Requests.get(origin.at("slow.test")));
      }
      Await.until("the name is asked for", () -> proxy.dns().queries("slow.test") > 0);

      long millis = millisOf(proxy, Requests.get(origin.at("clean.test")), 16);

      assertThat(millis).isLessThan(PROMPT_MILLIS);
      for (Wire client : waiting) {
        assertThat(Reply.of(client).status()).isEqualTo(200);
      }
      closeAll(waiting);
    }
  }

  /** How long the slowest of so many clients waits for its response. */
  private static long millisOf(ProxyUnderTest proxy, String request, int clients) throws Exception {
    long slowest = 0;
    for (int i = 0; i < clients; i++) {
      long start = System.nanoTime();
      assertThat(proxy.ask(request).status()).isEqualTo(200);
      slowest = Math.max(slowest, System.nanoTime() - start);
    }
    return Duration.ofNanos(slowest).toMillis();
  }

  private static void closeAll(List<Wire> clients) throws Exception {
    for (Wire client : clients) {
      client.close();
    }
  }

  @OnEveryEngine
  void connectionContentLengthDoesNotChangeTheFraming(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("hostile.test\r\n\r\n");
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      String inside = "GET http://hostile.test/ HTTP/1.1\r\nHost: hostile.test\r\n\r\n";

      client.send(
          Requests.with(
                  "POST",
                  origin.at("clean.test"),
                  "/",
                  "Connection: content-length, host\r\nContent-Length: " + inside.length() + "\r\n")
              + inside);

      assertThat(Reply.of(client).status()).isEqualTo(200);
      assertThat(origin.head(0))
          .contains("Content-Length: " + inside.length() + "\r\n")
          .contains("Host: " + origin.at("clean.test") + "\r\n");
      assertThat(origin.connection(0).received()).endsWith("\r\n\r\n" + inside);
      assertThat(client.isQuietFor(100)).isTrue();
    }
  }

  @OnEveryEngine
  void connectionTransferEncodingDoesNotChangeTheFraming(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("0\r\n\r\n");
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply =
          proxy.ask(
              Requests.with(
                      "POST",
                      origin.at("clean.test"),
                      "/",
                      "Connection: transfer-encoding\r\nTransfer-Encoding: chunked\r\n")
                  + "2\r\nab\r\n0\r\n\r\n");

      assertThat(reply.status()).isEqualTo(200);
      assertThat(origin.head(0)).contains("Transfer-Encoding: chunked\r\n");
    }
  }

  @OnEveryEngine
  void hostIsRewrittenToTheAuthorityThatWasJudged(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      proxy.ask(
          "GET http://" + origin.at("clean.test") + "/ HTTP/1.1\r\nHost: internal.test\r\n\r\n");

      assertThat(origin.head(0))
          .contains("Host: " + origin.at("clean.test") + "\r\n")
          .doesNotContain("internal.test");
    }
  }

  @OnEveryEngine
  void aDuplicateHostIsRefused(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      String authority = origin.at("clean.test");

      Reply reply = proxy.ask(Requests.with("GET", authority, "/", "Host: " + authority + "\r\n"));

      assertThat(reply.status()).isEqualTo(400);
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void pipelinedResponsesKeepTheirOrderARefusalIncluded(Engine engine) throws Exception {
    try (Origin slow =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.isQuietFor(200);
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nslow");
                  connection.ending();
                });
        Origin fast = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(
          Requests.get(slow.at("clean.test"))
              + Requests.get(slow.at("hostile.test"))
              + Requests.get(fast.at("clean.test"))
              + Requests.get("absent.test")
              + Requests.get(slow.at("other.test")));

      assertThat(Reply.of(client).body()).isEqualTo("slow");
      assertThat(Reply.of(client).verdict()).isEqualTo("hostile");
      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(Reply.of(client).verdict()).isEqualTo("unreachable");
      assertThat(Reply.of(client).body()).isEqualTo("slow");
    }
  }

  @OnEveryEngine
  void aServerThatEndsInsideABodyEndsTheClientsResponseAtOnce(Engine engine) throws Exception {
    for (String head :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")) {
      for (Wire.Ending ending : List.of(Wire.Ending.FIN, Wire.Ending.RESET)) {
        CountDownLatch seen = new CountDownLatch(1);
        try (Origin origin =
                Origin.doing(
                    connection -> {
                      connection.readUntil("\r\n\r\n");
                      connection.send(head);
                      Latches.await(seen);
                      if (ending == Wire.Ending.RESET) {
                        connection.reset();
                      }
                    });
            ProxyUnderTest proxy = ProxyUnderTest.started(engine);
            Wire client = proxy.connect()) {
          client.send(Requests.get(origin.at("clean.test")));
          client.readUntil("abc");

          seen.countDown();
          Wire.Ending seenEnding = client.ending();

          assertThat(seenEnding).as(head + ending).isNotEqualTo(Wire.Ending.NONE);
          assertThat(client.received()).doesNotContain("\r\n0\r\n");
        }
      }
    }
  }

  @OnEveryEngine
  void aBodyWithoutALengthThatIsCutOffDoesNotLookWhole(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send("HTTP/1.1 200 OK\r\n\r\nabc");
                  connection.isQuietFor(100);
                  connection.reset();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire modern = proxy.connect();
        Wire old = proxy.connect()) {

      modern.send(Requests.get(origin.at("clean.test")));
      old.send("GET http://" + origin.at("clean.test") + "/ HTTP/1.0\r\n\r\n");

      assertThat(modern.ending()).isNotEqualTo(Wire.Ending.NONE);
      assertThat(modern.received()).doesNotContain("\r\n0\r\n");
      assertThat(old.ending()).isEqualTo(Wire.Ending.RESET);
    }
  }

  @OnEveryEngine
  void bytesSentTogetherWithConnectArrive(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.connect()) {

      client.send(Requests.connect(origin.at("clean.test")) + "early");

      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
      assertThat(origin.received(0, "early")).isEqualTo("early");
    }
  }

  @OnEveryEngine
  void aServerThatSpeaksFirstIsHeardAtOnce(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.send("220 ready\r\n");
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      assertThat(client.readUntil("\r\n")).isEqualTo("220 ready\r\n");
      assertThat(proxy.observer().undecided()).isEmpty();
    }
  }

  @OnEveryEngine
  void halfCloseWorksInTunnels(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(connection -> connection.send(connection.readToEnd() + "!"));
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send("question");
      client.fin();

      assertThat(client.readToEnd()).isEqualTo("question!");
    }
  }

  @OnEveryEngine
  void allAddressesAreTried(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      proxy.dns().answer("many.test", "127.0.0.3", "127.0.0.2", "127.0.0.1");

      Reply reply = proxy.ask(Requests.get(origin.at("many.test")));

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void allAddressesAreJudged(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).list("127.0.0.3").start()) {
      proxy.dns().answer("many.test", "127.0.0.1", "127.0.0.2", "127.0.0.3");

      Reply reply = proxy.ask(Requests.get(origin.at("many.test")));

      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void anInvalidChunkOfARequestNeverBecomesAShorterBody(Engine engine) throws Exception {
    for (String broken :
        List.of(
            "zz\r\nab\r\n",
            "-1\r\n",
            "3\r\nabcd\r\n",
            "3\nabc\n",
            "\r\n",
            "0x1\r\na\r\n",
            "ffffffffffffffff\r\n",
            "0\r\nX : y\r\n\r\n",
            "0\r\nbad\r\n\r\n")) {
      CountDownLatch over = new CountDownLatch(1);
      Wire.Ending[] ending = new Wire.Ending[1];
      try (Origin origin =
              Origin.doing(
                  connection -> {
                    ending[0] = connection.ending();
                    over.countDown();
                  });
          ProxyUnderTest proxy = ProxyUnderTest.started(engine);
          Wire client = proxy.connect()) {
        client.send(
            Requests.with("POST", origin.at("clean.test"), "/", "Transfer-Encoding: chunked\r\n")
                + "5\r\nfirst\r\n");
        origin.received(0, "first");

        client.send(broken);
        Reply reply = Reply.of(client);
        Latches.await(over);

        assertThat(reply.status()).as(broken).isEqualTo(400);
        assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
        assertThat(ending[0]).as(broken).isEqualTo(Wire.Ending.RESET);
        assertThat(origin.connection(0).received()).doesNotContain("\r\n0\r\n");
      }
    }
  }

  @OnEveryEngine
  void aRequestBodyThatIsCutOffNeverLooksWhole(Engine engine) throws Exception {
    for (String framing : List.of("Transfer-Encoding: chunked\r\n", "Content-Length: 50\r\n")) {
      CountDownLatch over = new CountDownLatch(1);
      Wire.Ending[] ending = new Wire.Ending[1];
      try (Origin origin =
              Origin.doing(
                  connection -> {
                    ending[0] = connection.ending();
                    over.countDown();
                  });
          ProxyUnderTest proxy = ProxyUnderTest.started(engine);
          Wire client = proxy.connect()) {
        client.send(
            Requests.with("POST", origin.at("clean.test"), "/", framing) + "5\r\nfirst\r\n");
        origin.received(0, "first");

        client.fin();
        Latches.await(over);

        assertThat(ending[0]).as(framing).isEqualTo(Wire.Ending.RESET);
        assertThat(origin.connection(0).received()).doesNotContain("\r\n0\r\n");
      }
    }
  }

  @OnEveryEngine
  void anInvalidChunkOfAResponseNeverBecomesAShorterBody(Engine engine) throws Exception {
    for (String broken :
        List.of("zz\r\nab\r\n", "-1\r\n", "3\r\nabcd\r\n", "3\nabc\n", "0\r\nX : y\r\n\r\n")) {
      try (Origin origin =
              Origin.saying(
                  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n" + broken);
          ProxyUnderTest proxy = ProxyUnderTest.started(engine);
          Wire modern = proxy.connect();
          Wire old = proxy.connect()) {

        modern.send(Requests.get(origin.at("clean.test")));
        old.send("GET http://" + origin.at("clean.test") + "/ HTTP/1.0\r\n\r\n");

        assertThat(modern.ending()).as(broken).isNotEqualTo(Wire.Ending.NONE);
        assertThat(modern.received()).doesNotContain("\r\n0\r\n");
        assertThat(old.ending()).as(broken).isEqualTo(Wire.Ending.RESET);
      }
    }
  }
}
