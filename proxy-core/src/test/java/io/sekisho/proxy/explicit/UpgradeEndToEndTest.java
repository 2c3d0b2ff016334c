package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Other protocols that begin as HTTP: WebSocket passes, and nothing else does. */
final class UpgradeEndToEndTest {
  private static final String ASKING =
      """
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      """;
  private static final String SWITCHING =
      """
      HTTP/1.1 101 Switching Protocols\r
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
      \r
      """;

  @OnEveryEngine
  void aWebSocketHandshakePassesAndBytesFlowBothWays(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(UpgradeEndToEndTest::echoOnce);
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.with("GET", origin.at("clean.test"), "/chat", ASKING));
      String head = client.readUntil("\r\n\r\n");
      client.send("frame");

      assertThat(client.read(6)).isEqualTo("\0frame");
      assertThat(head)
          .startsWith("HTTP/1.1 101 ")
          .contains("Upgrade: websocket\r\n", "Sec-WebSocket-Accept: s3pPLMB")
          .containsIgnoringCase("Connection: Upgrade\r\n");
      assertThat(origin.head(0))
          .contains("Upgrade: websocket\r\n", "Sec-WebSocket-Key: dGhl")
          .containsIgnoringCase("Connection: Upgrade\r\n");
    }
  }

  private static void echoOnce(Wire connection) throws IOException {
    connection.readUntil("\r\n\r\n");
    connection.send(SWITCHING);
    connection.send("\0" + connection.read(5));
    connection.ending();
  }

  @OnEveryEngine
  void framesSentWithTheHandshakeArrive(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(UpgradeEndToEndTest::echoOnce);
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.with("GET", origin.at("clean.test"), "/chat", ASKING) + "early");
      client.readUntil("\r\n\r\n");

      assertThat(client.read(6)).isEqualTo("\0early");
    }
  }

  @OnEveryEngine
  void framesThatTheServerSendsWithItsAnswerArrive(Engine engine) throws Exception {
    try (Origin origin = Origin.saying(SWITCHING + "early");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.with("GET", origin.at("clean.test"), "/chat", ASKING));
      client.readUntil("\r\n\r\n");

      assertThat(client.read(5)).isEqualTo("early");
    }
  }

  @OnEveryEngine
  void aServerThatDeclinesWebSocketIsHeard(Engine engine) throws Exception {
    try (Origin origin = Origin.saying("HTTP/1.1 426 No\r\nContent-Length: 2\r\n\r\nno");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask(Requests.with("GET", origin.at("clean.test"), "/chat", ASKING));

      assertThat(reply.status()).isEqualTo(426);
      assertThat(reply.body()).isEqualTo("no");
    }
  }

  @OnEveryEngine
  void aWebSocketToAListedNameIsRefused(Engine engine) throws Exception {
    try (Origin origin = Origin.saying(SWITCHING);
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask(Requests.with("GET", origin.at("hostile.test"), "/chat", ASKING));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void theEndOfAWebSocketIsPassedOn(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send(SWITCHING);
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(Requests.with("GET", origin.at("clean.test"), "/chat", ASKING));

      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThat(client.received()).endsWith("\r\n\r\n");
    }
  }

  @OnEveryEngine
  void anUpgradeToHttp2IsNotPassedOn(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply =
          proxy.ask(
              Requests.with(
                  "GET",
                  origin.at("clean.test"),
                  "/",
                  """
                  Connection: Upgrade, HTTP2-Settings\r
                  Upgrade: h2c\r
                  HTTP2-Settings: AAMAAABkAAQAAP__\r
                  """));

      assertThat(reply.body()).isEqualTo("ok");
      assertThat(origin.head(0)).doesNotContainIgnoringCase("upgrade").doesNotContain("h2c");
      assertThat(origin.head(0)).doesNotContainIgnoringCase("http2-settings");
    }
  }

  @OnEveryEngine
  void anUpgradeToMoreThanWebSocketIsNotPassedOn(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      proxy.ask(
          Requests.with(
              "GET",
              origin.at("clean.test"),
              "/",
              "Connection: Upgrade\r\nUpgrade: websocket, h2c\r\n"));

      assertThat(origin.head(0)).doesNotContainIgnoringCase("upgrade");
    }
  }

  @OnEveryEngine
  void aSwitchThatNobodyAskedForIsABadResponse(Engine engine) throws Exception {
    try (Origin origin = Origin.saying(SWITCHING + "anything");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

      assertThat(reply.status()).isEqualTo(502);
      assertThat(reply.body()).doesNotContain("anything");
    }
  }
}
