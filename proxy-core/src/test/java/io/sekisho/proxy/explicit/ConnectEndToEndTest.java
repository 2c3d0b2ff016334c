package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;

/** CONNECT, and what then flows: every byte, every FIN and every reset, both ways. */
final class ConnectEndToEndTest {
  private static final long MUCH = 16L << 20;

  @OnEveryEngine
  void aListedTargetIsRefusedAndNothingIsDialled(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start()) {

      Reply reply = proxy.ask(Requests.connect(origin.at("hostile.test")));

      assertThat(reply.status()).isEqualTo(403);
      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(reply.field("Content-Type").orElseThrow()).startsWith("text/plain");
      assertThat(origin.connections()).isZero();
      assertThat(proxy.dns().queries("hostile.test")).isZero();
    }
  }

  @OnEveryEngine
  void aTargetWithAListedAddressIsRefusedAndNothingIsDialled(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).list("127.0.0.1").tunnelsTo(origin).start()) {

      Reply reply = proxy.ask(Requests.connect(origin.at("clean.test")));

      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void aListedHostFieldOfConnectIsRefused(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start()) {

      Reply reply =
          proxy.ask(
              "CONNECT " + origin.at("clean.test") + " HTTP/1.1\r\nHost: hostile.test\r\n\r\n");

      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void anHttp10ClientMayConnect(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.connect()) {

      client.send("CONNECT " + origin.at("clean.test") + " HTTP/1.0\r\n\r\n");

      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    }
  }

  @OnEveryEngine
  void aTunnelIsByteIdenticalBothWays(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  Flood flood = Flood.into(connection, MUCH);
                  String sum = Long.toHexString(connection.checksum(MUCH));
                  Await.until("the flood is sent", () -> flood.sent() == MUCH);
                  connection.send(sum.equals(Long.toHexString(Flood.checksum(MUCH))) ? "+" : "-");
                  connection.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      Flood.into(client, MUCH);

      assertThat(client.checksum(MUCH)).isEqualTo(Flood.checksum(MUCH));
      assertThat(client.read(1)).isEqualTo("+");
    }
  }

  @OnEveryEngine
  void theEndOfTheClientsSideReachesTheServerAndTheOtherSideGoesOn(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  String all = connection.readToEnd();
                  connection.send("got " + all);
                });
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send("hello");
      client.fin();

      assertThat(client.readToEnd()).isEqualTo("got hello");
    }
  }

  @OnEveryEngine
  void theEndOfTheServersSideReachesTheClientAndTheOtherSideGoesOn(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.send("bye");
                  connection.fin();
                  connection.readToEnd();
                });
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      assertThat(client.readToEnd()).isEqualTo("bye");
      client.send("still here");

      assertThat(origin.connection(0).sent()).isEqualTo(3);
      client.fin();
      assertThat(origin.received(0, "still here")).isEqualTo("still here");
    }
  }

  /**
   * Sizes about what two kernels take in for a reader that has stopped, so some is left between.
   */
  @OnEveryEngine
  void theLastBytesArriveWhereTheClientEndsBehindTheServer(Engine engine) throws Exception {
    for (long size = 4L << 20; size < 5L << 20; size += 1 << 16) {
      long length = size;
      try (Origin origin =
              Origin.doing(
                  connection -> {
                    Flood.pour(connection, length);
                    connection.fin();
                    connection.ending();
                  });
          ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
          Wire client = Wire.slowReader(proxy.address())) {
        client.send(Requests.connect(origin.at("clean.test")) + "hello");
        client.readUntil("\r\n\r\n");

        Await.standstill(origin.connection(0)::sent);
        client.fin();
        origin.received(0, "hello");
        client.isQuietFor(20);

        assertThat(client.checksum(length)).isEqualTo(Flood.checksum(length));
        assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      }
    }
  }

  @OnEveryEngine
  void aResetByTheClientReachesTheServer(Engine engine) throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    Wire.Ending[] ending = new Wire.Ending[1];
    try (Origin origin =
            Origin.doing(
                connection -> {
                  ending[0] = connection.ending();
                  seen.countDown();
                });
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {
      client.send("hello");
      origin.connection(0);

      client.reset();
      Latches.await(seen);

      assertThat(ending[0]).isEqualTo(Wire.Ending.RESET);
    }
  }

  @OnEveryEngine
  void aResetByTheServerReachesTheClient(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                connection -> {
                  connection.read(5);
                  connection.reset();
                });
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send("hello");

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
    }
  }

  @OnEveryEngine
  void aSlowServerStopsAFastClient(Engine engine) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    long large = 64L << 20;
    try (Origin origin =
            Origin.doing(
                connection -> {
                  Latches.await(go);
                  connection.send(Long.toHexString(connection.checksum(large)));
                });
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      Flood flood = Flood.into(client, large);
      long ahead = Await.standstill(flood::sent);
      go.countDown();
      flood.await();

      assertThat(ahead).isLessThan(large / 2);
      assertThat(client.readToEnd()).isEqualTo(Long.toHexString(Flood.checksum(large)));
    }
  }

  @OnEveryEngine
  void connectInsideATunnelIsNotInterpreted(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(Requests.connect("hostile.test:443"));

      assertThat(origin.received(0, "\r\n\r\n")).isEqualTo(Requests.connect("hostile.test:443"));
      assertThat(client.isQuietFor(100)).isTrue();
    }
  }

  @OnEveryEngine
  void connectToAServerThatHangsUpAtOnceEnds(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(connection -> {});
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
    }
  }

  @OnEveryEngine
  void aClientThatGivesUpWhileTheServerIsDialledLeavesNothingOpen(Engine engine) throws Exception {
    try (BlackHole hole = new BlackHole("127.0.0.1", 0);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).connectPort(hole.port()).start();
        Wire client = proxy.connect()) {
      client.send(Requests.connect(hole.at("clean.test")));
      Await.until("it is judged", () -> proxy.observer().decisions().size() == 2);

      client.reset();

      Await.until("it is closed", () -> proxy.observer().open() == 0);
    }
  }
}
