package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** How a proxy that is told to end does so. */
final class DrainEndToEndTest {
  private static final Duration GRACE = Duration.ofSeconds(8);

  @OnEveryEngine
  void whatIsUnderWayFinishesAndTheConnectionIsThenClosed(Engine engine) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.readUntil("\r\n\r\n");
                  Latches.await(go);
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      client.send(Requests.get(origin.at("clean.test")));
      origin.head(0);

      InetSocketAddress address = proxy.address();
      Future<?> drained = drain(proxy, GRACE);
      refusesConnections(address);
      go.countDown();
      Reply reply = Reply.of(client);

      assertThat(reply.body()).isEqualTo("ok");
      assertThat(reply.field("Connection")).contains("close");
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      client.fin();
      drained.get(GRACE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @OnEveryEngine
  void anIdleConnectionIsClosedAtOnce(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {
      client.send(Requests.get(origin.at("clean.test")));
      Reply.of(client);

      Future<?> drained = drain(proxy, GRACE);

      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      drained.get(GRACE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @OnEveryEngine
  void newConnectionsAreRefused(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {
      InetSocketAddress address = proxy.address();

      drain(proxy, GRACE);
      refusesConnections(address);

      assertThatThrownBy(() -> Wire.to(address)).isInstanceOf(ConnectException.class);
    }
  }

  @OnEveryEngine
  void aTunnelThatOutlastsTheGraceIsCut(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      drain(proxy, Duration.ofMillis(200)).get(GRACE.toSeconds(), TimeUnit.SECONDS);

      assertThat(client.ending()).isNotEqualTo(Wire.Ending.NONE);
    }
  }

  private static Future<?> drain(ProxyUnderTest proxy, Duration grace) {
    return Threads.start(
        () -> {
          proxy.drain(grace);
          return grace;
        });
  }

  private static void refusesConnections(InetSocketAddress address) {
    Await.until("connections are refused", () -> isRefused(address));
  }

  private static boolean isRefused(InetSocketAddress address) {
    try {
      Wire.to(address).close();
      return false;
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
