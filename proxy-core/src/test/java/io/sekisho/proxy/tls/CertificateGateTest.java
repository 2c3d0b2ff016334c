package io.sekisho.proxy.tls;

import static io.sekisho.proxy.tls.Certificates.dnsName;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.sekisho.proxy.FlowLog;
import io.sekisho.proxy.Flows;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Undecided.Handling;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gate makes of the server's certificate. */
final class CertificateGateTest {
  private static final byte[] NAMING = Hellos.naming("a.example");
  private static final byte[] NAMELESS = Hellos.record(Hellos.hello());
  private static final byte[] LISTED = Certificates.of("cn.example");
  private static final byte[] WITH_BAD_NAME =
      Certificates.of("cn.example", dnsName("a.example"), dnsName("*.x.bad.example"));
  private static final byte[] KEY_EXCHANGE = Hellos.record(Hellos.bytes(16, 0, 0, 2, 7, 7));

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
  private final FlowLog log = new FlowLog();
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  @AfterEach
  void everyBufferIsReleased() {
    channel.finishAndReleaseAll();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50, 10_000})
  void aListedOneIsStoppedBeforeItsLastByteIsPassedOn(int piece) {
    gate(Mode.ENFORCE);
    byte[] flight = Certificates.flight(300, LISTED, WITH_BAD_NAME);
    receive(NAMING);

    send(flight, piece);

    assertThat(channel.isOpen()).isFalse();
    assertThat(sent.size()).isLessThan(flight.length - 20);
    assertThat(log.lines()).containsExactly("decided SNI RELAY", "decided CERTIFICATE RESET");
  }

  @Test
  void aCleanOneIsPassedOnAndTheGateLeaves() {
    gate(Mode.ENFORCE);
    byte[] flight = Certificates.flight(300, WITH_BAD_NAME, LISTED);
    receive(NAMING);

    send(flight, 7);
    receive(KEY_EXCHANGE);

    assertThat(sent.toByteArray()).isEqualTo(flight);
    assertThat(HelloGateTest.passed(channel)).isEqualTo(Hellos.concat(NAMING, KEY_EXCHANGE));
    assertThat(channel.pipeline().get(HelloGate.class)).isNull();
    assertThat(log.lines()).containsExactly("decided SNI RELAY", "decided CERTIFICATE RELAY");
  }

  @Test
  void aListedOneIsOnlyToldWhereFlowsAreObserved() {
    gate(Mode.OBSERVE);
    byte[] flight = Certificates.flight(300, LISTED);
    receive(NAMING);

    send(flight, 50);

    assertThat(sent.toByteArray()).isEqualTo(flight);
    assertThat(log.lines()).containsExactly("decided SNI RELAY", "decided CERTIFICATE OBSERVE");
  }

  @Test
  void itsNamesCountWhereTheClientGaveNone() {
    gate(Mode.ENFORCE);
    receive(NAMELESS);

    send(Certificates.flight(300, WITH_BAD_NAME), 50);

    assertThat(channel.isOpen()).isFalse();
    assertThat(log.lines()).endsWith("decided CERTIFICATE RESET");
    assertThat(log.decisions().get(0).evidence().clues())
        .extracting(clue -> clue.kind() + " " + clue.destination())
        .containsExactly(
            "CERTIFICATE_NAME a.example:443",
            "CERTIFICATE_NAME _wildcard.x.bad.example:443",
            "CERTIFICATE a.example:443");
  }

  @Test
  void noMoreOfItsNamesCountThanTheLimitAllows() {
    gate(Mode.ENFORCE);
    byte[][] names =
        IntStream.range(0, 12).mapToObj(i -> dnsName(i + ".example")).toArray(byte[][]::new);
    receive(NAMELESS);

    send(Certificates.flight(9000, Certificates.of("x", names)), 9000);

    assertThat(log.lines()).contains("reached CERTIFICATE_NAMES", "decided CERTIFICATE RELAY");
    assertThat(log.decisions().get(0).evidence().clues()).hasSize(9 + 1);
  }

  @Test
  void oneThatCannotBeParsedIsJudgedByItsFingerprint() {
    byte[] broken = Hellos.ascii("no certificate at all");
    gate(Mode.ENFORCE, broken);
    receive(NAMELESS);

    send(Certificates.flight(300, broken), 50);

    assertThat(channel.isOpen()).isFalse();
    assertThat(log.lines()).endsWith("decided CERTIFICATE RESET");
  }

  @Test
  void itIsJudgedHoweverEarlyTheClientGoesOn() {
    gate(Mode.ENFORCE);
    receive(Hellos.concat(NAMING, KEY_EXCHANGE, Hellos.ascii("no TLS")));

    send(Certificates.flight(300, LISTED), 50);

    assertThat(channel.isOpen()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RELAY", "RESET"})
  void oneThatIsTooLongIsMalformed(Handling handling) {
    malformed(handling);
    byte[] flight = Certificates.flight(9000, new byte[5000]);
    receive(NAMING);

    send(flight, 50);

    boolean passes = handling == Handling.RELAY;
    assertThat(channel.isOpen()).isEqualTo(passes);
    assertThat(sent.size()).isEqualTo(passes ? flight.length : 50);
    assertThat(log.lines())
        .endsWith("reached CERTIFICATE_BYTES", "undecided MALFORMED " + handling);
  }

  @Test
  void aBrokenAnswerIsMalformed() {
    malformed(Handling.RESET);
    receive(NAMING);

    send(Hellos.record(Certificates.message(11, Certificates.number24(0))), 50);

    assertThat(channel.isOpen()).isFalse();
    assertThat(log.lines()).endsWith("undecided MALFORMED RESET");
  }

  @Test
  void ofTls13NothingIsLookedAtBehindTheServerHello() {
    gate(Mode.ENFORCE);
    byte[] answer =
        Hellos.concat(
            Hellos.record(Certificates.serverHello()),
            Hellos.bytes(20, 3, 3, 0, 1, 1),
            Certificates.flight(300, LISTED));
    receive(NAMING);

    send(answer, answer.length);

    assertThat(sent.toByteArray()).isEqualTo(answer);
    assertThat(channel.pipeline().get(HelloGate.class)).isNull();
    assertThat(log.lines()).containsExactly("decided SNI RELAY");
  }

  private void gate(Mode mode) {
    gate(mode, LISTED);
  }

  private void gate(Mode mode, byte[] listed) {
    FeedIndex.Builder feed = FeedIndex.builder("feed");
    feed.add(claim(new Pattern.Certificate(Certificates.fingerprint(listed))));
    feed.add(claim(new Pattern.SubTree(new HostName("bad.example"))));
    LiveRules rules = new LiveRules(InstantSource.system());
    rules.replace(feed.build());
    add(Flows.inquiry(rules, mode, log));
  }

  private void malformed(Handling handling) {
    add(Flows.inquiry(Mode.ENFORCE, handling, log));
  }

  private void add(Inquiry inquiry) {
    channel.config().setAllocator(allocator);
    channel
        .pipeline()
        .addLast(
            new HelloGate(
                inquiry,
                Flows.endpoint("a.example:443"),
                HelloGateTest.LIMITS,
                Hellos.reset(channel, inquiry)));
  }

  private static Indicator claim(Pattern pattern) {
    return new Indicator(pattern, "feed", 1, null, 90, null);
  }

  private void receive(byte[] bytes) {
    channel.writeInbound(allocator.buffer(bytes.length).writeBytes(bytes));
  }

  private void send(byte[] bytes, int piece) {
    for (int at = 0; at < bytes.length && channel.isOpen(); at += piece) {
      byte[] part = Arrays.copyOfRange(bytes, at, Math.min(at + piece, bytes.length));
      channel.writeOutbound(allocator.buffer(part.length).writeBytes(part));
      collect();
    }
  }

  private void collect() {
    for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      byte[] bytes = new byte[out.readableBytes()];
      out.readBytes(bytes).release();
      sent.writeBytes(bytes);
    }
  }
}
