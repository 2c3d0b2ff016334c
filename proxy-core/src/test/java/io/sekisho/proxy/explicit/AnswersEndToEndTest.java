package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What a client gets that is not passed on, and that it gets it. */
final class AnswersEndToEndTest {
  private static final long LARGE = 64L << 20;

  @OnEveryEngine
  void aRefusalIsAPageForPeople(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask(Requests.get("hostile.test", "/secret-path"));

      assertThat(reply.field("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(reply.field("Cache-Control")).contains("no-store");
      assertThat(reply.body()).contains("<html").doesNotContain("secret-path", Setup.FEED);
    }
  }

  @OnEveryEngine
  void aRefusalOfHeadHasNoBody(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.with("HEAD", "hostile.test", "/", ""));
      Reply refusal = Reply.to("HEAD", client);
      boolean quiet = client.isQuietFor(100);

      assertThat(refusal.status()).isEqualTo(403);
      assertThat(quiet).isTrue();
    }
  }

  @OnEveryEngine
  void aConnectionIsKeptBehindARefusalOfARequestWithoutABody(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      for (String refused :
          List.of(
              Requests.get("hostile.test"),
              Requests.with("POST", "hostile.test", "/", "Content-Length: 0\r\n"),
              Requests.get("absent.test"))) {

        client.send(refused);
        Reply refusal = Reply.of(client);

        assertThat(refusal.field("Connection")).contains("keep-alive");
      }
      client.send(Requests.get(origin.at("clean.test")));
      assertThat(Reply.of(client).body()).isEqualTo("ok");
    }
  }

  @OnEveryEngine
  void aConnectionIsClosedBehindARefusalOfARequestWithABody(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.with("POST", "hostile.test", "/", "Content-Length: 5\r\n") + "hello");
      Reply refusal = Reply.of(client);

      assertThat(refusal.status()).isEqualTo(403);
      assertThat(refusal.field("Connection")).contains("close");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @OnEveryEngine
  void aConnectionIsClosedBehindARefusedConnect(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).connectPort(443).start();
        Wire client = proxy.connect()) {

      client.send(Requests.connect("hostile.test:443") + "\u0016\u0003\u0001");
      Reply refusal = Reply.of(client);

      assertThat(refusal.field("Connection")).contains("close");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @OnEveryEngine
  void aClientThatIsStillSendingALargeBodyGetsItsRefusal(Engine engine) throws Exception {
    for (int i = 0; i < 10; i++) {
      try (ProxyUnderTest proxy = ProxyUnderTest.started(engine);
          Wire client = proxy.connect()) {

        client.send(Requests.with("PUT", "hostile.test", "/", "Content-Length: " + LARGE + "\r\n"));
        Flood.into(client, LARGE);
        Reply refusal = Reply.of(client);

        assertThat(refusal.verdict()).isEqualTo("hostile");
        assertThat(refusal.body()).contains("</html>");
      }
    }
  }

  @OnEveryEngine
  void aClientThatTakesNoAnswersIsNotReadFrom(Engine engine) throws Exception {
    String request = "GET /proxy.pac HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(209) + "\r\n\r\n";
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = Wire.slowReader(proxy.address())) {

      Flood flood = Flood.repeating(request.repeat(256), 1_024, client);
      long sent = Await.standstill(flood::sent);

      assertThat(sent).isLessThan(LARGE / 2);
    }
  }

  @OnEveryEngine
  void aSlowClientGetsEveryRefusalInTheEnd(Engine engine) throws Exception {
    int requests = 5_000;
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = Wire.slowReader(proxy.address())) {

      Flood flood = Flood.repeating(Requests.get("hostile.test"), requests, client);
      Await.standstill(flood::sent);
      int refusals = 0;
      while (refusals < requests && Reply.of(client).status() == 403) {
        refusals++;
      }

      assertThat(refusals).isEqualTo(requests);
    }
  }

  @OnEveryEngine
  void aClientThatSendsAllBeforeItReadsGetsItsRefusal(Engine engine) throws Exception {
    long body = 512 << 10;
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.with("PUT", "hostile.test", "/", "Content-Length: " + body + "\r\n"));
      Flood.into(client, body).await();
      Reply refusal = Reply.of(client);

      assertThat(refusal.verdict()).isEqualTo("hostile");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @OnEveryEngine
  void anExpectationForAListedNameIsRefusedWithoutTheBody(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply refusal =
          proxy.ask(
              Requests.with(
                  "PUT",
                  "hostile.test",
                  "/",
                  "Content-Length: " + LARGE + "\r\nExpect: 100-continue\r\n"));

      assertThat(refusal.status()).isEqualTo(403);
    }
  }

  @OnEveryEngine
  void theAutoConfigurationFileNamesTheAddressThatTheClientReached(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      for (String path : List.of("/proxy.pac", "/wpad.dat", "/proxy.pac?x=1")) {

        Reply reply = proxy.ask("GET " + path + " HTTP/1.1\r\nHost: wpad\r\n\r\n");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("Content-Type")).contains("application/x-ns-proxy-autoconfig");
        assertThat(reply.body())
            .contains("\"PROXY 127.0.0.1:" + proxy.address().getPort() + "\"")
            .doesNotContain("DIRECT");
      }
    }
  }

  @OnEveryEngine
  void otherPathsOfTheListenerItselfAreNoPages(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      assertThat(proxy.ask("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(400);
      assertThat(proxy.ask("POST /proxy.pac HTTP/1.1\r\nHost: x\r\n\r\n").status()).isEqualTo(400);
    }
  }
}
