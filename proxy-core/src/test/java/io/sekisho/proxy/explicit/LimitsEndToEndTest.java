package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import java.nio.charset.StandardCharsets;

/** How much a client may send at once. Whoever goes beyond hears of it, and nobody else. */
final class LimitsEndToEndTest {

  @OnEveryEngine
  void aRequestLineThatIsTooLongIsRefused(Engine engine) throws Exception {
    String path = "/" + "x".repeat(Limits.DEFAULTS.requestLine());

    assertRefused(engine, Requests.get("clean.test", path), Limit.REQUEST_LINE);
  }

  @OnEveryEngine
  void aHeaderSectionThatIsTooLongIsRefused(Engine engine) throws Exception {
    String field = "A: " + "x".repeat(Limits.DEFAULTS.headerSection()) + "\r\n";

    assertRefused(engine, Requests.with("GET", "clean.test", "/", field), Limit.HEADER_SECTION);
  }

  @OnEveryEngine
  void tooManyFieldsAreRefused(Engine engine) throws Exception {
    String fields = "A: b\r\n".repeat(Limits.DEFAULTS.headerFields());

    assertRefused(engine, Requests.with("GET", "clean.test", "/", fields), Limit.HEADER_FIELDS);
  }

  private static void assertRefused(Engine engine, String request, Limit limit) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire other = proxy.connect()) {

      Reply reply = proxy.ask(request);
      other.send(Requests.get(origin.at("clean.test")));

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.verdict()).isEqualTo("malformed");
      assertThat(proxy.observer().reached()).containsExactly(limit);
      assertThat(Reply.of(other).status()).isEqualTo(200);
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @OnEveryEngine
  void aResponseHeadThatIsTooLongIsUnreachable(Engine engine) throws Exception {
    String field = "A: " + "x".repeat(Limits.DEFAULTS.headerSection()) + "\r\n";
    try (Origin origin = Origin.saying("HTTP/1.1 200 OK\r\n" + field + "\r\n");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

      assertThat(reply.status()).isEqualTo(502);
      assertThat(proxy.observer().reached()).containsExactly(Limit.HEADER_SECTION);
    }
  }

  @OnEveryEngine
  void aHelloThatIsTooLongIsReset(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"));
        Wire other = proxy.tunnel(origin.at("clean.test"))) {

      client.send(new byte[] {22, 3, 1, 0x40, 0, 1, 0, (byte) 0xff, (byte) 0xff});
      other.send("GET / HTTP/1.1\r\n\r\n");

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(proxy.observer().reached()).containsExactly(Limit.HELLO_BYTES);
      assertThat(Reply.of(other).status()).isEqualTo(200);
      assertThat(origin.connection(0).received().getBytes(StandardCharsets.ISO_8859_1)).isEmpty();
    }
  }
}
