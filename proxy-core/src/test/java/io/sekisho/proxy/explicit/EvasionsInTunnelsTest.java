package io.sekisho.proxy.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Action;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.Undecided.Handling;
import io.sekisho.rules.Clue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Ways to reach a listed destination inside a tunnel, or by another protocol. The rows are those of
 * the list of evasions; see {@link EvasionsByNameTest}. Not here, because an explicit proxy cannot
 * meet them: row 5 (QUIC does not come to a proxy setting), row 23 (generated names) and row 24
 * (beaconing), which take more than one flow to see, and row 27 (a tunnel older than the listing),
 * which begins as a clean one.
 */
final class EvasionsInTunnelsTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final byte[] SSL2_HELLO =
      HexFormat.of().parseHex("801c01030100030000001000002f" + "00".repeat(16));
  private static final byte[] HELLO_RETRY_REQUEST =
      HexFormat.of()
          .parseHex(
              "160303002c020000280303"
                  + "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c"
                  + "001301000000");
  private static final byte[] CHANGE_CIPHER_SPEC = HexFormat.of().parseHex("140303000101");
  private static final byte[] EMPTY_RECORD = HexFormat.of().parseHex("1603010000");
  private static final byte[] WARNING = HexFormat.of().parseHex("15030100020100");

  @OnEveryEngine
  void row01NoSniIsJudgedByTheAddressThatIsDialled(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).list("127.0.0.1").tunnelsTo(origin).start()) {

      Reply reply = proxy.ask(Requests.connect(origin.at("clean.test")));

      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void row01NoSniIsHandledAsConfigured(Engine engine) throws Exception {
    assertThatItIsReset(engine, Undecided.NO_SNI, Hello.withoutName());
  }

  /** A tunnel in which this kind is to be reset is reset by these bytes, and passes none on. */
  private static void assertThatItIsReset(Engine engine, Undecided kind, byte[] first)
      throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).undecided(kind, Handling.RESET).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(first);

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThatItGotNothing(origin);
      assertThat(proxy.observer().undecided())
          .contains(new RecordingObserver.Handled(kind, Handling.RESET));
    }
  }

  private static void assertThatItGotNothing(Origin origin) {
    Wire server = origin.connection(0);
    Await.until("the tunnel has ended", server::isEnded);
    assertThat(server.received()).isEmpty();
  }

  @OnEveryEngine
  void row02SniAndConnectTargetDisagreeAndBothAreJudged(Engine engine) throws Exception {
    assertThatSniIsHostile(engine, Hello.naming("hostile.test"));
    try (ProxyUnderTest proxy = ProxyUnderTest.on(engine).connectPort(443).start()) {

      Reply reply = proxy.ask(Requests.connect("hostile.test:443"));

      assertThat(reply.verdict()).isEqualTo("hostile");
    }
  }

  private static void assertThatSniIsHostile(Engine engine, byte[]... hello) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      for (byte[] part : hello) {
        client.send(part);
      }

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThatItGotNothing(origin);
      assertThat(proxy.observer().decisions(Action.RESET).get(0).newest()).isEqualTo(Clue.Kind.SNI);
      assertThat(proxy.observer().disagreements()).hasSize(1);
    }
  }

  @OnEveryEngine
  void row02SniThatDisagreesIsToldWhereBothAreClean(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(Hello.naming("other.test"));

      assertThat(origin.received(0, "other.test")).isNotEmpty();
      assertThat(proxy.observer().disagreements()).hasSize(1);
    }
  }

  @OnEveryEngine
  void row03AFrontIsSeenWherePlainHttpShowsIt(Engine engine) throws Exception {
    try (Origin origin = Origin.ok();
        ProxyUnderTest proxy = ProxyUnderTest.started(engine)) {

      Reply reply =
          proxy.ask(
              "GET http://%s/ HTTP/1.1\r\nHost: behind.hostile.test\r\n\r\n"
                  .formatted(origin.at("clean.test")));

      assertThat(reply.verdict()).isEqualTo("hostile");
      assertThat(origin.connections()).isZero();
    }
  }

  @OnEveryEngine
  void row04EchIsHandledAsConfiguredAndItsOuterNameIsJudged(Engine engine) throws Exception {
    assertThatItIsReset(engine, Undecided.ECH, Hello.withEch("cover.test"));
    assertThatSniIsHostile(engine, Hello.withEch("hostile.test"));
  }

  @OnEveryEngine
  void row06AHelloInManySegmentsIsPutTogether(Engine engine) throws Exception {
    byte[] hello = Hello.naming("hostile.test");
    byte[][] bytes = new byte[hello.length][];
    Arrays.setAll(bytes, i -> new byte[] {hello[i]});

    assertThatSniIsHostile(engine, bytes);
  }

  @OnEveryEngine
  void row07AHelloInManyRecordsIsPutTogether(Engine engine) throws Exception {
    for (int fragment : new int[] {1, 2, 3, 5, 50}) {
      assertThatSniIsHostile(engine, Hello.naming("hostile.test", fragment));
    }
  }

  @OnEveryEngine
  void row07RecordsThatAreNoPartOfAHelloAreMalformed(Engine engine) throws Exception {
    byte[] hello = Hello.naming("hostile.test", 40);
    int second = 45;
    for (byte[] between : List.of(EMPTY_RECORD, WARNING)) {
      assertThatItIsReset(engine, Undecided.MALFORMED, joined(between, hello));
      assertThatItIsReset(
          engine,
          Undecided.MALFORMED,
          joined(
              Arrays.copyOf(hello, second),
              between,
              Arrays.copyOfRange(hello, second, hello.length)));
    }
  }

  private static byte[] joined(byte[]... parts) {
    StringBuilder all = new StringBuilder();
    for (byte[] part : parts) {
      all.append(HexFormat.of().formatHex(part));
    }
    return HexFormat.of().parseHex(all);
  }

  @OnEveryEngine
  void row08APaddedHelloIsReadToItsLimit(Engine engine) throws Exception {
    byte[] sni = Hello.serverName("hostile.test");

    assertThatSniIsHostile(engine, Hello.with(Hello.padding(15_000), sni));
    assertThatItIsReset(engine, Undecided.MALFORMED, Hello.with(Hello.padding(16_400), sni));
  }

  @OnEveryEngine
  void row09ASecondServerNameIsMalformed(Engine engine) throws Exception {
    byte[] clean = Hello.serverName("clean.test");
    byte[] hostile = Hello.serverName("hostile.test");

    assertThatItIsReset(engine, Undecided.MALFORMED, Hello.with(clean, hostile));
    assertThatItIsReset(engine, Undecided.MALFORMED, Hello.with(hostile, clean));
    assertThatItIsReset(engine, Undecided.MALFORMED, Hello.with(listOf("clean.test", "a.test")));
  }

  /** The extension with two entries. */
  private static byte[] listOf(String first, String second) {
    String entries = entry(first) + entry(second);
    int length = entries.length() / 2;
    return HexFormat.of().parseHex("0000%04x%04x%s".formatted(length + 2, length, entries));
  }

  private static String entry(String name) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    return "00%04x%s".formatted(ascii.length, HexFormat.of().formatHex(ascii));
  }

  @OnEveryEngine
  void row09ASecondHelloAfterHelloRetryRequestIsJudged(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                server -> {
                  server.read(Hello.naming("clean.test").length);
                  server.send(HELLO_RETRY_REQUEST);
                  server.ending();
                });
        ProxyUnderTest proxy = ProxyUnderTest.on(engine).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {
      client.send(Hello.naming("clean.test"));
      client.read(HELLO_RETRY_REQUEST.length);

      for (byte b : joined(CHANGE_CIPHER_SPEC, Hello.naming("hostile.test"))) {
        client.send(new byte[] {b});
      }

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      Wire server = origin.connection(0);
      Await.until("the tunnel has ended", server::isEnded);
      assertThat(server.received()).contains("clean.test").doesNotContain("hostile.test");
      assertThat(proxy.observer().decisions(Action.RESET).get(0).knownFingerprint()).isPresent();
    }
  }

  @OnEveryEngine
  void row09AnSsl2HelloIsMalformed(Engine engine) throws Exception {
    assertThatItIsReset(engine, Undecided.MALFORMED, SSL2_HELLO);
  }

  @OnEveryEngine
  void row18CleartextHttp2InATunnelIsNotTls(Engine engine) throws Exception {
    assertThatItIsReset(
        engine, Undecided.NOT_TLS, ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"));
  }

  @OnEveryEngine
  void row18ConnectInsideATunnelIsNotTls(Engine engine) throws Exception {
    assertThatItIsReset(engine, Undecided.NOT_TLS, ascii(Requests.connect("hostile.test:443")));
  }

  @OnEveryEngine
  void row19AnotherProtocolIsHandledAsConfigured(Engine engine) throws Exception {
    for (String first : List.of("SSH-2.0-x\r\n", "\0\0\0\1beacon", "GET / HTTP/1.1\r\n\r\n")) {
      assertThatItIsReset(engine, Undecided.NOT_TLS, ascii(first));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @OnEveryEngine
  void row20ASilentClientIsHandledAsConfigured(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine)
                .silentTime(SHORT)
                .undecided(Undecided.SILENT, Handling.RESET)
                .tunnelsTo(origin)
                .start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThatItGotNothing(origin);
    }
  }

  @OnEveryEngine
  void row20AServerThatSpeaksFirstDoesNotOpenTheGate(Engine engine) throws Exception {
    try (Origin origin =
            Origin.doing(
                server -> {
                  server.send("220 first");
                  server.ending();
                });
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).silentTime(SHORT).tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {
      assertThat(client.read(9)).isEqualTo("220 first");
      Await.until("it is silent", () -> !proxy.observer().undecided().isEmpty());

      client.send(Hello.naming("hostile.test"));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThatItGotNothing(origin);
    }
  }

  @OnEveryEngine
  void row21AListedResolverIsRefusedLikeAnything(Engine engine) throws Exception {
    try (Origin origin = Origin.doing(Wire::ending);
        ProxyUnderTest proxy =
            ProxyUnderTest.on(engine).list("doh.test").tunnelsTo(origin).start();
        Wire client = proxy.tunnel(origin.at("clean.test"))) {

      client.send(Hello.naming("doh.test"));

      assertThat(client.ending()).isEqualTo(Wire.Ending.RESET);
      assertThat(proxy.ask(Requests.connect(origin.at("doh.test"))).verdict()).isEqualTo("hostile");
      assertThatItGotNothing(origin);
    }
  }
}
