package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.sekisho.proxy.Flow;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Quota;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.client.ClientIdentity;
import io.sekisho.proxy.client.ForwardedField;
import io.sekisho.rules.indicator.AddressPrefix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Clients that come through a load balancer which says who they are. */
final class ProxyProtocolEndToEndTest {
  private static final String LINE = "PROXY TCP4 192.0.2.7 198.51.100.1 40000 8080\r\n";
  private static final String BLOCK = "0d0a0d0a000d0a515549540a2111000cc0000207c63364019c401f90";
  private static final String LOCAL = "0d0a0d0a000d0a515549540a20000000";

  @OnEveryEngine
  void clientOfTheLineCounts(Engine engine) throws Exception {
    assertThat(clientOf(engine, LINE)).startsWith("192.0.2.7:40000");
  }

  @OnEveryEngine
  void clientOfTheBlockCounts(Engine engine) throws Exception {
    assertThat(clientOf(engine, latin1(BLOCK))).startsWith("192.0.2.7:40000");
  }

  @OnEveryEngine
  void balancersOwnConnectionsAreTheirOwn(Engine engine) throws Exception {
    assertThat(clientOf(engine, latin1(LOCAL))).startsWith("127.0.0.1:");
    assertThat(clientOf(engine, "PROXY UNKNOWN\r\n")).startsWith("127.0.0.1:");
  }

  /** Who the client of a request is that comes in one segment with its header. */
  private static String clientOf(Engine engine, String header) throws IOException {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = setup(engine).clients("0.0.0.0/0").start();
        Wire client = proxy.connect()) {
      client.send(header + Requests.get(origin.at("clean.test")));
      assertThat(Reply.of(client).status()).isEqualTo(200);
      return proxy.observer().relayed().get(0).client().toString();
    }
  }

  @OnEveryEngine
  void connectionsWithoutAHeaderYetAreBounded(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy =
            setup(engine).clients("0.0.0.0/0").connections(new Quota(2, 2)).start();
        Wire first = proxy.connect();
        Wire second = proxy.connect();
        Wire third = proxy.connect()) {

      assertThat(third.ending()).isEqualTo(Wire.Ending.FIN);

      assertThat(proxy.observer().reached()).containsExactly(Limit.CONNECTIONS);
      second.fin();
      first.send(LINE + Requests.get(origin.at("clean.test")));
      assertThat(Reply.of(first).status()).isEqualTo(200);
      Await.until("there is room again", () -> isServed(proxy, origin));
    }
  }

  private static boolean isServed(ProxyUnderTest proxy, Origin origin) {
    try {
      return proxy.ask(LINE + Requests.get(origin.at("clean.test"))).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @OnEveryEngine
  void headerMayComeByteByByte(Engine engine) throws Exception {
    for (String header : List.of(LINE, latin1(BLOCK))) {
      try (Origin origin = Origin.ok();
          ProxyUnderTest proxy = setup(engine).clients("192.0.2.0/24").start();
          Wire client = proxy.connect()) {
        String bytes = header + Requests.get(origin.at("clean.test"));

        for (int i = 0; i < bytes.length(); i++) {
          client.send(bytes.substring(i, i + 1));
        }

        assertThat(Reply.of(client).status()).isEqualTo(200);
      }
    }
  }

  @OnEveryEngine
  void rangesOfClientsAreThoseBehindTheBalancer(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = setup(engine).clients("127.0.0.0/8").start();
        Wire client = proxy.connect()) {

      client.send(LINE + Requests.get(origin.at("clean.test")));

      assertThat(Reply.of(client).verdict()).isEqualTo("client");
    }
  }

  @OnEveryEngine
  void autoConfigurationNamesWhatTheClientReached(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = setup(engine).clients("192.0.2.0/24").start();
        Wire client = proxy.connect()) {

      client.send(LINE + "GET /proxy.pac HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(Reply.of(client).body()).contains("PROXY 198.51.100.1:8080");
    }
  }

  @OnEveryEngine
  void tunnelsWorkBehindABalancer(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(connection -> connection.send("got " + connection.read(5)));
        ProxyUnderTest proxy = setup(engine).clients("192.0.2.0/24").tunnelsTo(origin).start();
        Wire client = proxy.connect()) {

      client.send(LINE + Requests.connect(origin.at("clean.test")) + "hello");
      client.fin();

      assertThat(client.readToEnd()).endsWith("got hello");
      assertThat(proxy.observer().relayed())
          .map(Flow::client)
          .map(Object::toString)
          .containsExactly("192.0.2.7:40000");
    }
  }

  @OnEveryEngine
  void balancerWithoutAHeaderIsClosedAndCounted(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = setup(engine).start();
        Wire client = proxy.connect()) {

      client.send(Requests.get(origin.at("clean.test")));

      assertThat(client.ending()).isIn(Wire.Ending.FIN, Wire.Ending.RESET);
      assertThat(client.received()).isEmpty();
      assertThat(origin.connections()).isZero();
      assertThat(proxy.observer().refusals()).containsExactly(RefusalReason.MALFORMED);
    }
  }

  @OnEveryEngine
  void unlistedPeerIsNotBelieved(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine);
        Wire client = proxy.connect()) {

      client.send(LINE + Requests.get(origin.at("clean.test")));

      assertThat(Reply.of(client).verdict()).isEqualTo("malformed");
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void headerHasATimeLimit(Engine engine) throws Exception {
    try (ProxyUnderTest proxy = setup(engine).headerTime(Duration.ofMillis(200)).start();
        Wire client = proxy.connect()) {

      client.send("PROXY TCP4");

      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThat(proxy.observer().refusals()).containsExactly(RefusalReason.MALFORMED);
    }
  }

  @OnEveryEngine
  void connectionThatEndsInsideItsHeaderIsCountedAndASilentOneIsNot(Engine engine)
      throws Exception {
    try (ProxyUnderTest proxy = setup(engine).start();
        Wire probe = proxy.connect();
        Wire client = proxy.connect()) {
      probe.fin();
      Wire.Ending silent = probe.ending();

      client.send("PROXY TCP4");
      client.fin();

      assertThat(silent).isEqualTo(Wire.Ending.FIN);
      assertThat(client.ending()).isEqualTo(Wire.Ending.FIN);
      assertThat(proxy.observer().refusals()).containsExactly(RefusalReason.MALFORMED);
    }
  }

  @OnEveryEngine
  void oneHeaderIsAllThatIsBelieved(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = setup(engine).clients("192.0.2.0/24").start();
        Wire client = proxy.connect()) {

      client.send(LINE + LINE + Requests.get(origin.at("clean.test")));

      assertThat(Reply.of(client).verdict()).isEqualTo("malformed");
    }
  }

  @OnEveryEngine
  void connectionThatWaitsForItsHeaderGetsTheSettingsOfThen(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = setup(engine).clients("192.0.2.0/24").start();
        Wire client = proxy.connect()) {
      client.send("PROXY ");
      proxy.reconfigure(ProxyProtocolEndToEndTest::forNobody);

      client.send(LINE.substring(6) + Requests.get(origin.at("clean.test")));

      assertThat(Reply.of(client).verdict()).isEqualTo("client");
    }
  }

  private static ExplicitSettings forNobody(ExplicitSettings settings) {
    return new ExplicitSettings(
        settings.listen(),
        List.of(),
        settings.identity(),
        settings.plane(),
        settings.egress(),
        settings.treatments(),
        settings.dns(),
        settings.limits());
  }

  private static Setup setup(Engine engine) {
    AddressPrefix loopback = AddressPrefix.parse("127.0.0.0/8").orElseThrow();
    return ProxyUnderTest.on(engine)
        .identity(new ClientIdentity(List.of(loopback), null, ForwardedField.OFF));
  }

  private static String latin1(String hex) {
    return new String(ByteBufUtil.decodeHexDump(hex), StandardCharsets.ISO_8859_1);
  }
}
