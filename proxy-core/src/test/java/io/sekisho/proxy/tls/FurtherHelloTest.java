package io.sekisho.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.sekisho.proxy.FlowLog;
import io.sekisho.proxy.Flows;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Undecided.Handling;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes behind a hello that the gate let pass (RFC 8446, 4.1.4). */
final class FurtherHelloTest {
  private static final byte[] FIRST = Hellos.naming("a.example");
  private static final byte[] HOSTILE = Hellos.naming("bad.example");
  private static final byte[] OTHER = Hellos.naming("b.example");
  private static final byte[] CHANGE_CIPHER_SPEC = Hellos.bytes(20, 3, 3, 0, 1, 1);
  private static final byte[] ALERT = Hellos.bytes(21, 3, 3, 0, 2, 1, 0);
  private static final byte[] DATA =
      Hellos.concat(Hellos.bytes(23, 3, 3), Hellos.vector16(new byte[300]));
  private static final byte[] KEY_EXCHANGE = Hellos.record(Hellos.bytes(16, 0, 0, 2, 7, 7));
  private static final byte[] RETRY =
      serverHello("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");
  private static final byte[] SERVER_HELLO = serverHello("07".repeat(32));

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
  private final FlowLog log = new FlowLog();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  @AfterEach
  void everyBufferIsReleased() {
    channel.finishAndReleaseAll();
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  static Stream<Arguments> waysToASecondHello() {
    return Stream.of(
        Arguments.of("at once", new byte[0]),
        Arguments.of("behind ChangeCipherSpec", CHANGE_CIPHER_SPEC),
        Arguments.of("behind an alert", ALERT),
        Arguments.of("behind early data", Hellos.concat(DATA, DATA)),
        Arguments.of("behind all of these", Hellos.concat(DATA, ALERT, CHANGE_CIPHER_SPEC)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waysToASecondHello")
  void aHostileHelloBehindACleanOneDoesNotPass(String way, byte[] between) {
    gate(Handling.RELAY);
    byte[] clean = Hellos.concat(FIRST, between);
    receive(FIRST);
    send(RETRY);

    for (byte b : Hellos.concat(between, HOSTILE)) {
      receive(b);
    }

    assertThat(channel.isOpen()).isFalse();
    assertThat(HelloGateTest.passed(channel)).as(way).isEqualTo(clean);
    assertThat(log.lines())
        .containsExactly("decided SNI RELAY", "names disagree", "decided SNI RESET");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waysToASecondHello")
  void neitherDoesOneThatIsSentWithTheFirst(String way, byte[] between) {
    gate(Handling.RELAY);

    receive(Hellos.concat(FIRST, between, HOSTILE));

    assertThat(channel.isOpen()).isFalse();
    assertThat(HelloGateTest.passed(channel)).as(way).isEqualTo(Hellos.concat(FIRST, between));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 40})
  void neitherDoesOneInPieces(int record) {
    gate(Handling.RELAY);
    byte[] message = Arrays.copyOfRange(HOSTILE, 5, HOSTILE.length);

    receive(Hellos.concat(FIRST, CHANGE_CIPHER_SPEC, Hellos.records(message, record)));

    assertThat(channel.isOpen()).isFalse();
    assertThat(HelloGateTest.passed(channel)).isEqualTo(Hellos.concat(FIRST, CHANGE_CIPHER_SPEC));
  }

  @Test
  void neitherDoesOneInTheRecordOfTheFirst() {
    gate(Handling.RELAY);
    byte[] clean = Arrays.copyOfRange(FIRST, 5, FIRST.length);
    byte[] hostile = Arrays.copyOfRange(HOSTILE, 5, HOSTILE.length);

    receive(Hellos.record(Hellos.concat(clean, hostile)));

    assertThat(channel.isOpen()).isFalse();
    assertThat(HelloGateTest.passed(channel)).hasSize(FIRST.length);
  }

  @Test
  void aThirdHelloIsMalformed() {
    gate(Handling.RESET);

    receive(Hellos.concat(FIRST, FIRST));
    receive(FIRST);

    assertThat(HelloGateTest.passed(channel)).isEqualTo(Hellos.concat(FIRST, FIRST));
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aCleanHelloBehindTheFirstPassesAndTheGateLeaves() {
    gate(Handling.RESET);
    receive(FIRST);
    send(RETRY);

    receive(Hellos.concat(CHANGE_CIPHER_SPEC, OTHER, DATA));

    assertThat(HelloGateTest.passed(channel))
        .isEqualTo(Hellos.concat(FIRST, CHANGE_CIPHER_SPEC, OTHER, DATA));
    assertThat(log.lines())
        .containsExactly("decided SNI RELAY", "names disagree", "decided SNI RELAY");
    assertThatTheGateIsGone();
  }

  @Test
  void whatTheSecondHelloShowsAgainIsNotJudgedAgain() {
    gate(Handling.RESET);
    receive(FIRST);
    send(RETRY);

    receive(FIRST);

    assertThat(HelloGateTest.passed(channel)).isEqualTo(Hellos.concat(FIRST, FIRST));
    assertThat(log.lines()).containsExactly("decided SNI RELAY");
    assertThatTheGateIsGone();
  }

  @Test
  void aSecondHelloWithoutANameOrWithARealEchIsUndecided() {
    gate(Handling.RELAY);
    receive(FIRST);

    receive(Hellos.record(Hellos.hello(Hellos.extension(Hellos.ECH, new byte[3]))));

    assertThat(log.lines())
        .containsExactly("decided SNI RELAY", "undecided NO_SNI RELAY", "undecided ECH RELAY");
    channel.close();
  }

  @Test
  void aSecondHelloThatIsMalformedIsHandledSo() {
    gate(Handling.RESET);
    receive(FIRST);
    send(RETRY);

    receive(Hellos.naming("a b"));

    assertThat(channel.isOpen()).isFalse();
    assertThat(HelloGateTest.passed(channel)).isEqualTo(FIRST);
    assertThat(log.lines()).endsWith("undecided MALFORMED RESET");
  }

  @Test
  void anEmptyHandshakeRecordIsMalformed() {
    gate(Handling.RESET);

    receive(Hellos.concat(FIRST, Hellos.bytes(22, 3, 3, 0, 0), HOSTILE));

    assertThat(HelloGateTest.passed(channel)).isEqualTo(FIRST);
    assertThat(log.lines()).endsWith("undecided MALFORMED RESET");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 60})
  void aSecondHelloThatDoesNotEndInTimeIsMalformed(int length) throws Exception {
    gate(Handling.RESET);
    receive(FIRST);
    HelloGateTest.elapse(channel, Duration.ofMinutes(1));
    receive(Arrays.copyOf(OTHER, length));

    HelloGateTest.elapse(channel, HelloGateTest.LIMITS.helloTime());

    assertThat(channel.isOpen()).isFalse();
    assertThat(log.lines())
        .containsExactly("decided SNI RELAY", "reached HELLO_TIME", "undecided MALFORMED RESET");
  }

  @Test
  void aFinInsideASecondHelloIsMalformed() {
    gate(Handling.RELAY);
    receive(Hellos.concat(FIRST, Arrays.copyOf(OTHER, 30)));

    channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

    assertThat(log.lines()).endsWith("undecided MALFORMED RELAY");
    assertThat(HelloGateTest.passed(channel)).hasSize(FIRST.length + 30);
  }

  static Stream<Arguments> whatFollowsAnOrdinaryHello() {
    return Stream.of(
        Arguments.of("TLS 1.2", Hellos.concat(KEY_EXCHANGE, CHANGE_CIPHER_SPEC, DATA)),
        Arguments.of("no TLS", Hellos.ascii("anything")),
        Arguments.of("another message in its place", Hellos.record(Hellos.bytes(11, 0))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatFollowsAnOrdinaryHello")
  void otherHandshakesPassAndTheGateLeaves(String what, byte[] next) {
    gate(Handling.RESET);

    receive(FIRST);
    for (byte b : next) {
      receive(b);
    }

    assertThat(HelloGateTest.passed(channel)).as(what).isEqualTo(Hellos.concat(FIRST, next));
    send(Hellos.concat(SERVER_HELLO, CHANGE_CIPHER_SPEC));
    assertThatTheGateIsGone();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000})
  void theGateLeavesWithTheServersAnswer(int piece) {
    gate(Handling.RESET);
    receive(FIRST);
    byte[] answer = Hellos.concat(ALERT, SERVER_HELLO, CHANGE_CIPHER_SPEC);

    for (int at = 0; at < answer.length; at += piece) {
      send(Arrays.copyOfRange(answer, at, Math.min(at + piece, answer.length)));
    }

    assertThatTheGateIsGone();
    assertThat(HelloGateTest.passed(channel)).isEqualTo(FIRST);
  }

  /** As an encrypted Finished may begin, behind the answer of a server that resumes TLS 1.2. */
  @Test
  void ciphertextThatLooksLikeAHelloPassesBehindTheServersAnswer() {
    gate(Handling.RESET);
    receive(FIRST);
    send(SERVER_HELLO);
    byte[] finished = Hellos.record(Hellos.bytes(1, 9, 9, 9, 9, 9, 9, 9, 9, 9));

    receive(Hellos.concat(CHANGE_CIPHER_SPEC, finished));

    assertThat(HelloGateTest.passed(channel))
        .isEqualTo(Hellos.concat(FIRST, CHANGE_CIPHER_SPEC, finished));
  }

  static Stream<Arguments> answersThatLeaveItOpen() {
    return Stream.of(
        Arguments.of("a retry", RETRY),
        Arguments.of("a message before it", Hellos.record(Hellos.bytes(0, 0, 0, 0))),
        Arguments.of(
            "one in pieces", Hellos.records(Arrays.copyOfRange(RETRY, 5, RETRY.length), 9)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answersThatLeaveItOpen")
  void theGateStaysWhereAnotherHelloMayCome(String what, byte[] answer) {
    gate(Handling.RELAY);
    receive(FIRST);
    for (byte b : answer) {
      send(b);
    }

    receive(HOSTILE);

    assertThat(channel.isOpen()).as(what).isFalse();
    assertThat(HelloGateTest.passed(channel)).isEqualTo(FIRST);
  }

  @Test
  void whatTheServerSaidBeforeTheHelloIsNoAnswer() {
    gate(Handling.RELAY);
    send(SERVER_HELLO);

    receive(Hellos.concat(FIRST, HOSTILE));

    assertThat(channel.isOpen()).isFalse();
    assertThat(HelloGateTest.passed(channel)).isEqualTo(FIRST);
  }

  @Test
  void recordsBehindTheHelloPassWithoutBeingCopied() {
    gate(Handling.RESET);
    receive(FIRST);
    HelloGateTest.passed(channel);
    ByteBuf half = allocator.buffer(100).writeBytes(DATA, 0, 100);

    channel.writeInbound(half);

    assertThat((ByteBuf) channel.readInbound()).isSameAs(half);
    half.release();
  }

  @Test
  void whoeverEndsTheFlowWhileAHelloIsPassedOnGetsNothingMore() {
    gate(Handling.RESET);
    channel
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext ctx, Object message) {
                ((ByteBuf) message).release();
                ctx.pipeline().remove(HelloGate.class);
              }
            });

    receive(Hellos.concat(FIRST, HOSTILE));
    HelloGateTest.elapse(channel, HelloGateTest.LIMITS.helloTime().multipliedBy(2));

    assertThat(channel.isOpen()).isTrue();
    assertThat(channel.<ByteBuf>readInbound()).isNull();
    assertThat(log.lines()).noneMatch(line -> line.contains("MALFORMED"));
  }

  private void gate(Handling handling) {
    channel.config().setAllocator(allocator);
    Inquiry inquiry = Flows.inquiry(Mode.ENFORCE, handling, log);
    channel
        .pipeline()
        .addLast(
            new HelloGate(
                inquiry,
                Flows.endpoint("192.0.2.1:443"),
                HelloGateTest.LIMITS,
                Hellos.reset(channel, inquiry)));
  }

  private void assertThatTheGateIsGone() {
    assertThat(channel.pipeline().get(HelloGate.class)).isNull();
  }

  private void receive(byte... bytes) {
    channel.writeInbound(allocator.buffer(bytes.length).writeBytes(bytes));
  }

  private void send(byte... bytes) {
    channel.writeOutbound(allocator.buffer(bytes.length).writeBytes(bytes));
    ByteBuf sent = channel.readOutbound();
    sent.release();
  }

  private static byte[] serverHello(String random) {
    byte[] body = Hellos.concat(Hellos.bytes(3, 3), HexFormat.of().parseHex(random), new byte[20]);
    return Hellos.record(Hellos.concat(Hellos.bytes(2, 0, 0, body.length), body));
  }
}
