package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What filters alone cannot give a LittleProxy that somebody embeds. Each of these holds with the
 * engine littleproxy, by the test of the same matter that runs on every engine.
 */
@Timeout(40)
final class PolicyFiltersInabilitiesTest {
  private static final int PATIENCE_MILLIS = 1000;

  @Test
  void aServerNameInsideATunnelIsNotSeen() throws Exception {
    byte[] hello = Hello.naming("hostile.test");
    try (Origin origin = Origin.doing(connection -> connection.read(hello.length));
        EmbeddedProxy proxy = EmbeddedProxy.started();
        Wire client = tunnel(proxy, origin)) {

      client.send(hello);

      Await.until("it arrives", () -> origin.connection(0).received().length() == hello.length);
    }
  }

  @Test
  void aTunnelThatIsOpenIsNotCutWhenItsDestinationGetsListed() throws Exception {
    try (Origin origin = Origin.doing(connection -> connection.send(connection.read(5)));
        EmbeddedProxy proxy = EmbeddedProxy.started();
        Wire client = tunnel(proxy, origin)) {

      proxy.list("clean.test");
      client.send("hello");

      assertThat(client.read(5)).isEqualTo("hello");
    }
  }

  /** LittleProxy waits for the server on the event loop of its clients. */
  @Test
  void aBodyOnItsWayToADeadServerDelaysOthers() throws Exception {
    try (Origin origin = Origin.ok();
        BlackHole hole = new BlackHole("127.0.0.1", 0);
        EmbeddedProxy proxy = EmbeddedProxy.started();
        Wire waiting = proxy.connect();
        Wire other = proxy.connect()) {
      waiting.send(
          Requests.with("POST", hole.at("clean.test"), "/", "Content-Length: 5\r\n") + "hello");
      Await.until("it is passed on", () -> !proxy.observer().relayed().isEmpty());

      other.send(Requests.get(origin.at("clean.test")));

      assertThat(other.isQuietFor(PATIENCE_MILLIS)).isTrue();
    }
  }

  @Test
  void pipelinedResponsesComeInTheOrderOfTheServers() throws Exception {
    try (Origin slow = Origin.doing(PolicyFiltersInabilitiesTest::answerLate);
        Origin fast = Origin.ok();
        EmbeddedProxy proxy = EmbeddedProxy.started();
        Wire client = proxy.connect()) {

      client.send(Requests.get(slow.at("clean.test")) + Requests.get(fast.at("clean.test")));

      assertThat(Reply.of(client).body()).isEqualTo("ok");
    }
  }

  private static void answerLate(Wire connection) throws IOException {
    connection.readUntil("\r\n\r\n");
    if (connection.isQuietFor(PATIENCE_MILLIS)) {
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nslow");
    }
  }

  /** Its decoder has put the lines together before any filter is asked. */
  @Test
  void aFieldOverTwoLinesIsForgiven() throws Exception {
    try (Origin origin = Origin.ok();
        EmbeddedProxy proxy = EmbeddedProxy.started()) {

      Reply reply =
          proxy.ask(
              Requests.with("GET", origin.at("clean.test"), "/", "X-Folded: one\r\n two\r\n"));

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  private static Wire tunnel(EmbeddedProxy proxy, Origin origin) throws IOException {
    Wire client = proxy.connect();
    client.send(Requests.connect(origin.at("clean.test")));
    client.readUntil("\r\n\r\n");
    return client;
  }
}
