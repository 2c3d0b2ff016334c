package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** How long a client may take. */
final class TimeOutsEndToEndTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  @OnEveryEngine
  void aHeaderSectionThatDoesNotComeInTimeIsRefused(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = new Setup(engine).headerTime(SHORT).start();
        Wire client = proxy.connect()) {

      client.send("GET http://clean.test/ HTTP/1.1\r\nHost: cl");
      Reply reply = Reply.of(client);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.verdict()).isEqualTo("malformed");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @OnEveryEngine
  void aConnectionThatAsksForNothingIsClosed(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = new Setup(engine).idleTime(SHORT).start();
        Wire client = proxy.connect()) {

      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThat(client.received()).isEmpty();
    }
  }

  @OnEveryEngine
  void aKeptAliveConnectionThatAsksForNothingMoreIsClosed(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = new Setup(engine).idleTime(SHORT).start();
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")));
      Reply reply = Reply.of(client);

      assertThat(reply.status()).isEqualTo(200);
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @OnEveryEngine
  void aTunnelInWhichNothingMovesIsCut(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = new Setup(engine).transferIdleTime(SHORT).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      assertThat(client.ending()).isNotEqualTo(Wire.Ending.NONE);
    }
  }

  @OnEveryEngine
  void aServerThatDoesNotRespondInTimeIsATimeOut(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = new Setup(engine).responseTime(SHORT).start()) {

      Reply reply = proxy.ask(Requests.get(origin.at("clean.test")));

      assertThat(reply.status()).isEqualTo(504);
      assertThat(reply.verdict()).isEqualTo("timeout");
    }
  }
}
