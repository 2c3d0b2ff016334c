package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.Decision;
import io.sekisho.proxy.Mode;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Requests and responses under way that a new indicator hits are cut, and no others. */
final class CutExchangesEndToEndTest {
  private static final long LONG = 64 << 20;
  private static final AnswerPolicy OBSERVE =
      new AnswerPolicy(Mode.OBSERVE, Action.REFUSE, Action.RESET, null);

  @OnEveryEngine
  void aDownloadFromANameThatGetsListedIsCut(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(CutExchangesEndToEndTest::pour);
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire hit = proxy.connect();
        Wire other = proxy.connect()) {
      hit.send(Requests.get(origin.at("clean.test")));
      hit.readUntil("\r\n\r\n");
      other.send(Requests.get(origin.at("other.test")));
      other.readUntil("\r\n\r\n");

      proxy.list("clean.test");

      assertThat(hit.ending()).isEqualTo(Wire.Ending.RESET);
      Await.until("its server is cut", () -> origin.connection(0).isEnded());
      assertThat(other.checksum(LONG)).isEqualTo(Flood.checksum(LONG));
      assertThat(proxy.observer().decisions(Action.RESET)).hasSize(1).allMatch(Decision::cuts);
      assertThat(origin.connection(0).sent()).isLessThan(LONG);
      Await.until("none goes on", () -> proxy.openFlows() == 0);
    }
  }

  private static void pour(Wire connection) throws IOException {
    connection.readUntil("\r\n\r\n");
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + LONG + "\r\n\r\n");
    Flood.pour(connection, LONG);
    connection.ending();
  }

  @OnEveryEngine
  void aDownloadWithoutALengthLooksNeverWhole(Engine engine) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nthe first part");
                  Latches.await(over);
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      client.send("GET http://" + origin.at("clean.test") + "/ HTTP/1.0\r\n\r\n");
      client.readUntil("the first part");

      proxy.list("clean.test");

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      over.countDown();
    }
  }

  @OnEveryEngine
  void anUploadToANameThatGetsListedIsCut(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\nfirst");
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      String head =
          Requests.with("PUT", origin.at("clean.test"), "/", "Content-Length: 1000000\r\n");
      client.send(head + "first");
      origin.received(0, "first");

      proxy.list("clean.test");

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      Await.until("the server is cut", () -> origin.connection(0).isEnded());
      assertThat(origin.connection(0).ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(proxy.observer().decisions(Action.RESET)).hasSize(1).allMatch(Decision::cuts);
      Await.until("none goes on", () -> proxy.openFlows() == 0);
    }
  }

  @OnEveryEngine
  void aRequestWhoseResponseIsAwaitedIsCut(Engine engine) throws Exception {
    try (Echo server = Echo.answering("");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      client.send(Requests.get(server.at("clean.test")));
      server.origin().head(0);

      proxy.list("127.0.0.1");

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      server.wasReset(1);
      assertThat(client.received()).isEmpty();
      assertThat(proxy.observer().refusals()).isEmpty();
    }
  }

  @OnEveryEngine
  void anObservedDownloadIsToldOnceAndEndsAsItShould(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(CutExchangesEndToEndTest::pour);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).answer(OBSERVE).start();
        Wire client = proxy.connect()) {
      client.send(Requests.get(origin.at("clean.test")));
      client.readUntil("\r\n\r\n");

      proxy.list("clean.test");
      Await.until("it is told", () -> !proxy.observer().decisions(Action.OBSERVE).isEmpty());
      proxy.list("clean.test", "other.test");

      assertThat(client.checksum(LONG)).isEqualTo(Flood.checksum(LONG));
      assertThat(proxy.observer().decisions(Action.OBSERVE)).hasSize(1);
    }
  }

  @OnEveryEngine
  void nothingOfWhatWasCutIsUsedAgain(Engine engine) throws Exception {
    try (Echo server = Echo.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      client.send(Requests.get(server.at("clean.test")));
      client.readUntil("\r\n\r\no");

      proxy.list("clean.test");
      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      proxy.list();

      assertThat(proxy.idleServers()).isZero();
      server.wasReset(1);
    }
  }

  @OnEveryEngine
  void aConnectionWithoutARequestIsNoFlow(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      client.send(Requests.get(origin.at("clean.test")));
      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(proxy.openFlows()).isZero();

      proxy.list("clean.test");
      client.send(Requests.get(origin.at("other.test")));
      Reply other = Reply.of(client);
      client.send(Requests.get(origin.at("clean.test")));

      assertThat(other.body()).isEqualTo("ok");
      assertThat(Reply.of(client).status()).isEqualTo(403);
    }
  }

  @OnEveryEngine
  void aServerThatWaitsIsUsedByNobodyOnceItsAddressIsListed(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      for (String name : new String[] {"clean.test", "other.test"}) {
        client.send(Requests.get(origin.at(name)));
        assertThat(Reply.of(client).body()).isEqualTo("ok");
      }
      assertThat(proxy.idleServers()).isEqualTo(2);

      proxy.list("127.0.0.1");
      for (String name : new String[] {"clean.test", "other.test"}) {
        client.send(Requests.get(origin.at(name), "/listed"));
        assertThat(Reply.of(client).status()).isEqualTo(403);
      }
      proxy.list();
      client.send(Requests.get(origin.at("clean.test"), "/again"));

      assertThat(Reply.of(client).body()).isEqualTo("ok");
      assertThat(origin.connections()).isEqualTo(2);
      assertThat(origin.received(0, "/again")).doesNotContain("/listed");
    }
  }
}
