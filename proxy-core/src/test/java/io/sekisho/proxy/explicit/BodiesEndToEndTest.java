package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Bodies of every framing and size, both ways. */
final class BodiesEndToEndTest {
  private static final long LARGE = 64L << 20;

  /** What two kernels may hold between a sender and a reader that has stopped. */
  private static final long AHEAD = 32L << 20;

  @OnEveryEngine
  void aRequestBodyWithALengthArrivesAsItIs(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.read(5);
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply =
          proxy.ask(
              Requests.with("POST", origin.at("clean.test"), "/", "Content-Length: 5\r\n")
                  + "a\r\n\0b");

      assertThat(reply.body()).isEqualTo("ok");
      assertThat(origin.received(0, "a\r\n")).endsWith("\r\n\r\na\r\n\0b");
      assertThat(origin.head(0)).contains("Content-Length: 5\r\n");
    }
  }

  @OnEveryEngine
  void aChunkedRequestArrivesChunkedWithItsTrailers(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("X-End: 1\r\n\r\n");
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply =
          proxy.ask(
              Requests.with("POST", origin.at("clean.test"), "/", "Transfer-Encoding: chunked\r\n")
                  + "4;x=y\r\nWiki\r\n5\r\npedia\r\n0\r\nX-End: 1\r\nContent-Length: 3\r\n\r\n");

      String received = origin.received(0, "X-End");
      assertThat(reply.body()).isEqualTo("ok");
      assertThat(received).contains("Transfer-Encoding: chunked\r\n");
      assertThat(received).endsWith("\r\n4\r\nWiki\r\n5\r\npedia\r\n0\r\nX-End: 1\r\n\r\n");
    }
  }

  @OnEveryEngine
  void aChunkedResponseArrivesWithItsTrailers(Engine engine) throws Exception {
    try (Origin origin =
            Origin.saying(
                """
                HTTP/1.1 200 OK\r
                Transfer-Encoding: chunked\r
                Trailer: X-End\r
                \r
                4\r
                Wiki\r
                5\r
                pedia\r
                0\r
                X-End: 1\r
                \r
                """);
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")));
      Reply reply = Reply.of(client);

      assertThat(reply.body()).isEqualTo("Wikipedia");
      assertThat(reply.trailers()).isEqualTo("X-End: 1\r\n");
      assertThat(reply.field("Connection")).contains("keep-alive");
    }
  }

  @OnEveryEngine
  void aChunkIsPassedOnBeforeTheNextOneComes(Engine engine) throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send(
                      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
                  Latches.await(seen);
                  connection.send("0\r\n\r\n");
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")));
      client.readUntil("1\r\na\r\n");
      seen.countDown();

      assertThat(client.readUntil("0\r\n\r\n")).isEqualTo("0\r\n\r\n");
    }
  }

  @OnEveryEngine
  void aResponseThatEndsWithItsConnectionIsChunkedForTheClient(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send("HTTP/1.1 200 OK\r\n\r\nall of it");
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")).repeat(2));

      assertThat(Reply.of(client).body()).isEqualTo("all of it");
      assertThat(Reply.of(client).body()).isEqualTo("all of it");
    }
  }

  @OnEveryEngine
  void aServerThatSays100IsHeardBeforeTheBodyIsSent(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                  connection.read(3);
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(expecting(origin));
      Reply interim = Reply.of(client);
      client.send("abc");
      Reply reply = Reply.of(client);

      assertThat(interim.status()).isEqualTo(100);
      assertThat(reply.body()).isEqualTo("ok");
      assertThat(origin.head(0)).contains("Expect: 100-continue\r\n");
    }
  }

  @OnEveryEngine
  void aServerThatRefusesAnExpectationIsHeardWithoutTheBody(Engine engine) throws Exception {
    for (int status : new int[] {417, 403}) {
      try (Origin origin =
              Origin.saying("HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\n\r\nno");
          ProxyUnderTest proxy = ProxyUnderTest.started(engine);
          Wire client = proxy.connect()) {

        client.send(expecting(origin));
        Reply reply = Reply.of(client);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).isEqualTo("no");
        assertThat(reply.field("Connection")).contains("close");
        assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      }
    }
  }

  private static String expecting(Origin origin) {
    return Requests.with(
        "PUT", origin.at("clean.test"), "/", "Content-Length: 3\r\nExpect: 100-continue\r\n");
  }

  @OnEveryEngine
  void headHasTheLengthAndNoBody(Engine engine) throws Exception {
    try (Origin origin = Origin.saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      String head = Requests.with("HEAD", origin.at("clean.test"), "/", "");

      client.send(head + head);

      assertThat(Reply.to("HEAD", client).field("Content-Length")).contains("5");
      assertThat(Reply.to("HEAD", client).status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void noContentAndNotModifiedHaveNoBody(Engine engine) throws Exception {
    for (String status : new String[] {"204 No Content", "304 Not Modified"}) {
      try (Origin origin = Origin.saying("HTTP/1.1 " + status + "\r\nETag: \"a\"\r\n\r\n");
          ProxyUnderTest proxy = ProxyUnderTest.started(engine);
          Wire client = proxy.connect()) {

        client.send(Requests.get(origin.at("clean.test")).repeat(2));

        assertThat(Reply.of(client).head()).startsWith("HTTP/1.1 " + status).contains("ETag");
        assertThat(Reply.of(client).head().toLowerCase(Locale.ROOT))
            .doesNotContain("transfer-encoding");
      }
    }
  }

  @OnEveryEngine
  void earlyHintsComeBeforeTheResponse(Engine engine) throws Exception {
    try (Origin origin =
            Origin.saying(
                "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
                    + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")));
      Reply hints = Reply.of(client);

      assertThat(hints.status()).isEqualTo(103);
      assertThat(hints.head()).contains("Link: </a.css>\r\n");
      assertThat(hints.field("Connection")).isEmpty();
      assertThat(Reply.of(client).body()).isEqualTo("ok");
    }
  }

  @OnEveryEngine
  void anHttp10ClientHearsNoInterimResponse(Engine engine) throws Exception {
    try (Origin origin =
            Origin.saying(
                "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask("GET http://" + origin.at("clean.test") + "/ HTTP/1.0\r\n\r\n");

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void aLargeRequestBodyArrivesWhole(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  String sum = Long.toHexString(connection.checksum(LARGE));
                  connection.send("HTTP/1.1 200 OK\r\n\r\n" + sum);
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(upload(origin));
      Flood.into(client, LARGE).await();

      assertThat(Reply.of(client).body()).isEqualTo(Long.toHexString(Flood.checksum(LARGE)));
    }
  }

  @OnEveryEngine
  void aSlowServerStopsAFastClient(Engine engine) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (Origin origin =
            Origin.doing(
                connection -> {
                  Latches.await(go);
                  connection.readUntil("\r\n\r\n");
                  String sum = Long.toHexString(connection.checksum(LARGE));
                  connection.send("HTTP/1.1 200 OK\r\n\r\n" + sum);
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(upload(origin));
      Flood flood = Flood.into(client, LARGE);
      long ahead = Await.standstill(flood::sent);
      go.countDown();
      flood.await();

      assertThat(ahead).isLessThan(AHEAD);
      assertThat(Reply.of(client).body()).isEqualTo(Long.toHexString(Flood.checksum(LARGE)));
    }
  }

  @OnEveryEngine
  void aSlowClientStopsAFastServer(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(connection -> pour(connection, LARGE));
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = Wire.slowReader(proxy.address())) {

      client.send(Requests.get(origin.at("clean.test")));
      Wire server = origin.connection(0);
      long ahead = Await.standstill(server::sent);
      client.readUntil("\r\n\r\n");

      assertThat(ahead).isPositive().isLessThan(AHEAD);
      assertThat(client.checksum(LARGE)).isEqualTo(Flood.checksum(LARGE));
    }
  }

  /**
   * Sizes about what two kernels take in for a reader that has stopped, so some is left between.
   */
  @OnEveryEngine
  void aSlowClientThatHasEndedItsSideGetsTheWholeResponse(Engine engine) throws Exception {
    for (long size = 4L << 20; size < 5L << 20; size += 1 << 16) {
      long length = size;
      try (Origin origin = Origin.doing(connection -> pour(connection, length));
          ProxyUnderTest proxy = ProxyUnderTest.started(engine);
          Wire client = Wire.slowReader(proxy.address())) {

        client.send(Requests.get(origin.at("clean.test")));
        client.fin();
        Await.standstill(origin.connection(0)::sent);
        client.readUntil("\r\n\r\n");

        assertThat(client.checksum(length)).isEqualTo(Flood.checksum(length));
      }
    }
  }

  @OnEveryEngine
  void aClientThatStopsReadingItsLastResponseIsLetGo(Engine engine) throws Exception {
    Setup setup = new Setup(engine).transferIdleTime(Duration.ofMillis(300));
    try (Origin origin = Origin.doing(connection -> pour(connection, 9L << 19));
        ProxyUnderTest proxy = setup.start();
        Wire client = Wire.slowReader(proxy.address())) {

      client.send(Requests.with("GET", origin.at("clean.test"), "/", "Connection: close\r\n"));
      Await.until("the connection is open", () -> proxy.observer().open() == 1);

      Await.until("the connection is let go", () -> proxy.observer().open() == 0);
    }
  }

  private static void pour(Wire connection, long length) throws IOException {
    connection.readUntil("\r\n\r\n");
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
    Flood.pour(connection, length);
    connection.ending();
  }

  private static String upload(Origin origin) {
    return Requests.with("PUT", origin.at("clean.test"), "/", "Content-Length: " + LARGE + "\r\n");
  }

  @OnEveryEngine
  void aServerThatAnswersAndGoesBeforeItHasReadALargeBodyIsHeard(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.checksum(200_000);
                  connection.send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(upload(origin));
      Flood.into(client, LARGE);

      assertThat(Reply.of(client).status()).isEqualTo(413);
    }
  }
}
