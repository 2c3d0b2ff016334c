package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

/** What a server gets to see of a request, and a client of its response. */
final class ForwardingEndToEndTest {

  @OnEveryEngine
  void anAbsoluteFormRequestReachesTheServerInOriginForm(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test"), "/a/b?c=d%20e"));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo("ok");
      assertThat(origin.head(0)).startsWith("GET /a/b?c=d%20e HTTP/1.1\r\n");
      assertThat(proxy.observer().relayed()).hasSize(1);
    }
  }

  @OnEveryEngine
  void anHttp10RequestIsRelayedAndItsConnectionClosed(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send("GET http://" + origin.at("clean.test") + "/ HTTP/1.0\r\n\r\n");

      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @OnEveryEngine
  void anHttp10ClientMayKeepItsConnection(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      String request =
          "GET http://" + origin.at("clean.test") + "/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";

      client.send(request);
      Reply first = Reply.of(client);
      client.send(request);
      Reply second = Reply.of(client);

      assertThat(first.field("Connection")).contains("keep-alive");
      assertThat(second.body()).isEqualTo("ok");
    }
  }

  @OnEveryEngine
  void anHttp10ClientGetsNoChunks(Engine engine) throws Exception {
    try (Origin origin =
            Origin.saying(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask("GET http://" + origin.at("clean.test") + "/ HTTP/1.0\r\n\r\n");

      assertThat(reply.field("Transfer-Encoding")).isEmpty();
      assertThat(reply.body()).isEqualTo("abc");
    }
  }

  @OnEveryEngine
  void oneConnectionCarriesManyRequests(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      for (int i = 0; i < 5; i++) {
        client.send(Requests.get(origin.at("clean.test"), "/" + i));

        assertThat(Reply.of(client).body()).isEqualTo("ok");
        assertThat(origin.received(0, "GET /" + i + " ")).endsWith("\r\n\r\n");
      }
    }
  }

  @OnEveryEngine
  void aClientThatAsksForCloseGetsIt(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.with("GET", origin.at("clean.test"), "/", "Connection: close\r\n"));
      Reply reply = Reply.of(client);

      assertThat(reply.field("Connection")).contains("close");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @OnEveryEngine
  void aClientThatEndsItsSideAfterARequestStillGetsTheResponse(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")));
      client.fin();

      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @OnEveryEngine
  void fieldsForOneHopAreNotPassedOn(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      proxy.ask(
          Requests.with(
              "GET",
              origin.at("clean.test"),
              "/",
              """
              Connection: keep-alive, X-Hop\r
              Keep-Alive: timeout=5\r
              Proxy-Connection: keep-alive\r
              Proxy-Authorization: Basic eDp5\r
              X-Hop: 1\r
              X-Kept: 2\r
              Sekisho-Verdict: clean\r
              """));

      assertThat(origin.head(0))
          .contains("X-Kept: 2\r\n")
          .doesNotContain("Connection", "X-Hop", "Keep-Alive", "Proxy-", "Sekisho-");
    }
  }

  @OnEveryEngine
  void fieldsOfTheResponseForOneHopAreNotPassedOn(Engine engine) throws Exception {
    try (Origin origin =
            Origin.saying(
                """
                HTTP/1.1 200 OK\r
                Content-Length: 2\r
                Connection: X-Hop, close\r
                X-Hop: 1\r
                Keep-Alive: timeout=5\r
                Proxy-Authenticate: Basic\r
                Set-Cookie: a=b\r
                Set-Cookie: c=d\r
                \r
                ok""");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

      assertThat(reply.head()).contains("Set-Cookie: a=b\r\nSet-Cookie: c=d\r\n");
      assertThat(reply.head()).doesNotContain("X-Hop", "Keep-Alive", "Proxy-Authenticate");
      assertThat(reply.field("Connection")).contains("keep-alive");
    }
  }

  @OnEveryEngine
  void viaIsAddedBothWays(Engine engine) throws Exception {
    try (Origin origin =
            Origin.saying("HTTP/1.1 200 OK\r\nVia: 1.1 far\r\nContent-Length: 0\r\n\r\n");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply =
          proxy.ask(Requests.with("GET", origin.at("clean.test"), "/", "Via: 1.0 near\r\n"));

      assertThat(origin.head(0)).contains("Via: 1.0 near\r\n", "Via: 1.1 sekisho\r\n");
      assertThat(reply.head()).contains("Via: 1.1 far\r\n", "Via: 1.1 sekisho\r\n");
    }
  }

  @OnEveryEngine
  void aHostWithoutAPortIsWrittenAnew(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      proxy.ask(
          "GET http://CLEAN.test.:" + origin.port() + "/ HTTP/1.1\r\nHost: clean.test\r\n\r\n");

      assertThat(Reply.field(origin.head(0), "Host")).contains(origin.at("clean.test"));
    }
  }

  @OnEveryEngine
  void aRequestCutIntoSingleBytesIsOneRequest(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      for (char c : Requests.get(origin.at("clean.test")).toCharArray()) {
        client.send(String.valueOf(c));
      }

      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @OnEveryEngine
  void pipelinedRequestsReachTheirServersOneAfterTheOther(Engine engine) throws Exception {
    AtomicInteger unanswered = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Origin origin =
            Origin.doing(
                connection -> {
                  while (connection.awaitBytes()) {
                    connection.readUntil("\r\n\r\n");
                    most.accumulateAndGet(unanswered.incrementAndGet(), Math::max);
                    connection.isQuietFor(10);
                    unanswered.decrementAndGet();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  }
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")).repeat(20));

      for (int i = 0; i < 20; i++) {
        assertThat(Reply.of(client).body()).isEqualTo("ok");
      }
      assertThat(most).hasValue(1);
    }
  }

  @OnEveryEngine
  void optionsOfTheWholeServerKeepsItsMeaning(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      proxy.ask(Requests.with("OPTIONS", origin.at("clean.test"), "", ""));

      assertThat(origin.head(0)).startsWith("OPTIONS * HTTP/1.1\r\n");
    }
  }
}
