package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import java.util.List;

/**
 * Ways around a verdict in what plain requests say beside their destination. The rows are those of
 * the list of evasions; see {@link EvasionsByNameTest}.
 */
final class EvasionsOnHttpTest {
  private static final String H2C =
      "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n";
  private static final String WEB_SOCKET = "Connection: Upgrade\r\nUpgrade: websocket\r\n";

  @OnEveryEngine
  void row18AnUpgradeToHttp2IsStripped(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      for (String fields :
          List.of(
              H2C,
              H2C.replace(", HTTP2-Settings", ""),
              H2C.replace("h2c", "websocket, h2c"),
              H2C.replace("h2c", "h2c\r\nUpgrade: websocket"))) {
        Reply reply = proxy.ask(Requests.with("GET", origin.at("clean.test"), "/", fields));

        assertThat(reply.body()).isEqualTo("ok");
        assertThat(origin.head(origin.connections() - 1))
            .doesNotContainIgnoringCase("upgrade")
            .doesNotContainIgnoringCase("http2-settings");
      }
    }
  }

  @OnEveryEngine
  void row18TheHttp2PrefaceIsRefused(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

      assertThat(reply.status()).isEqualTo(400);
    }
  }

  @OnEveryEngine
  void row18AWebSocketIsJudgedAsARequest(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask(Requests.with("GET", origin.at("hostile.test"), "/chat", WEB_SOCKET));

      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void row25AListedUrlIsRefusedOnASiteThatIsNot(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).listUrl("clean.test", "/up/evil.bin").start()) {
      String site = origin.at("clean.test");
      for (String path :
          List.of(
              "/up/evil.bin",
              "/up/evil.bin?x=1",
              "/up/%65vil.bin",
              "/up/./evil.bin",
              "/a/../up/evil.bin",
              "/up//evil.bin")) {
        assertThat(proxy.ask(Requests.get(site, path)).verdict()).as(path).isEqualTo("hostile");
      }
      assertThat(origin.connections()).isZero();

      assertThat(proxy.ask(Requests.get(site, "/up/good.bin")).status()).isEqualTo(200);
    }
  }

  @OnEveryEngine
  void row26TheClientIsWhoConnectedWhateverItsFieldsSay(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      proxy.ask(
          Requests.with(
              "GET",
              "hostile.test",
              "/",
              """
              X-Forwarded-For: 192.0.2.1\r
              Forwarded: for=192.0.2.1\r
              X-Real-IP: 192.0.2.1\r
              """));

      assertThat(proxy.observer().decisions(Action.REFUSE).get(0).flow().client().toString())
          .startsWith("127.0.0.1:");
    }
  }

  @OnEveryEngine
  void row26AProxyHeaderFromAClientThatMayNotSendOneIsMalformed(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send("PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n" + Requests.get(origin.at("clean.test")));

      assertThat(Reply.of(client).status()).isEqualTo(400);
      assertThat(origin.connections()).isZero();
    }
  }
}
