package io.sekisho.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.sekisho.proxy.Ending;
import io.sekisho.proxy.FlowLog;
import io.sekisho.proxy.Flows;
import io.sekisho.proxy.Holding;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Quota;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.Undecided.Handling;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HelloGateTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SILENT = Duration.ofMillis(40);
  private static final Duration HELLO_TIME = Duration.ofMillis(120);
  private static final int HELLO_BYTES = 4096;
  static final Limits LIMITS = limits();
  private static final byte[] CLEAN = Hellos.naming("a.example");
  private static final byte[] HOSTILE = Hellos.naming("bad.example");

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
  private final FlowLog log = new FlowLog();

  @AfterEach
  void everyBufferIsReleased() {
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Test
  void aCleanHelloPassesAsItCame() {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.RESET);
    byte[] wire = Hellos.concat(CLEAN, Hellos.bytes(1, 2, 3));

    receive(channel, wire);

    assertThat(passed(channel)).isEqualTo(wire);
    assertThat(log.lines()).containsExactly("decided SNI RELAY");
    channel.close();
  }

  @Test
  void aCleanHelloPassesWholeThoughItComesByteByByte() {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.RESET);

    for (int i = 0; i < CLEAN.length; i++) {
      assertThat(passed(channel)).isEmpty();
      receive(channel, CLEAN[i]);
    }

    assertThat(passed(channel)).isEqualTo(CLEAN);
  }

  @Test
  void whatFollowsACleanHelloPasses() {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.RESET);
    receive(channel, CLEAN);

    receive(channel, Hellos.ascii("later"));

    assertThat(passed(channel)).isEqualTo(Hellos.concat(CLEAN, Hellos.ascii("later")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000})
  void nothingOfAHostileHelloPasses(int piece) {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.RELAY);

    for (int at = 0; at < HOSTILE.length; at += piece) {
      receive(channel, Arrays.copyOfRange(HOSTILE, at, Math.min(at + piece, HOSTILE.length)));
    }
    assertThat(channel.isOpen()).isFalse();

    assertThat(passed(channel)).isEmpty();
    assertThat(log.lines()).containsExactly("names disagree", "decided SNI RESET");
  }

  @Test
  void nothingThatCameBehindAHostileHelloPassesEither() {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.RELAY);
    ChannelHandlerContext ctx = channel.pipeline().context(HelloGate.class);
    receive(channel, HOSTILE);

    ((HelloGate) ctx.handler()).channelRead(ctx, buffer(Hellos.ascii("more")));

    assertThat(passed(channel)).isEmpty();
  }

  @Test
  void aHostileHelloThatIsOnlyObservedPasses() {
    EmbeddedChannel channel = gate(Mode.OBSERVE, Handling.RESET);

    receive(channel, HOSTILE);

    assertThat(passed(channel)).isEqualTo(HOSTILE);
    assertThat(log.lines()).containsExactly("names disagree", "decided SNI OBSERVE");
  }

  static Stream<Arguments> undecidedBeginnings() {
    byte[] ech = Hellos.extension(Hellos.ECH, new byte[9]);
    return Stream.of(
        Arguments.of(Undecided.NOT_TLS, Hellos.ascii("SSH-2.0-x\r\n")),
        Arguments.of(Undecided.NO_SNI, Hellos.record(Hellos.hello())),
        Arguments.of(Undecided.NO_SNI, Hellos.record(Hellos.hello(ech))),
        Arguments.of(
            Undecided.ECH, Hellos.record(Hellos.hello(ech, Hellos.serverName("a.example")))),
        Arguments.of(Undecided.MALFORMED, Hellos.naming("a b")),
        Arguments.of(Undecided.MALFORMED, Hellos.record(Hellos.bytes(1, 255, 255, 255))));
  }

  @ParameterizedTest
  @MethodSource("undecidedBeginnings")
  void whatCannotBeJudgedPassesWhereThatIsWanted(Undecided why, byte[] wire) {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.OBSERVE);

    receive(channel, wire);

    assertThat(passed(channel)).isEqualTo(wire);
    assertThat(log.lines()).contains("undecided " + why + " OBSERVE");
  }

  @ParameterizedTest
  @MethodSource("undecidedBeginnings")
  void whatCannotBeJudgedIsResetWhereThatIsWanted(Undecided why, byte[] wire) {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.RESET);

    receive(channel, wire);

    assertThat(channel.isOpen()).isFalse();
    assertThat(passed(channel)).isEmpty();
    assertThat(log.lines()).contains("undecided " + why + " RESET");
  }

  @Test
  void encryptedHelloWithoutANameIsCountedAsBoth() {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.RELAY);
    byte[] ech = Hellos.extension(Hellos.ECH, new byte[9]);

    receive(channel, Hellos.record(Hellos.hello(ech)));

    assertThat(passed(channel)).isNotEmpty();
    assertThat(log.lines()).contains("undecided NO_SNI RELAY", "undecided ECH RELAY");
  }

  @Test
  void aHostileNameCountsWhateverEchSays() {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.RELAY);
    byte[] ech = Hellos.extension(Hellos.ECH, new byte[9]);

    receive(channel, Hellos.record(Hellos.hello(ech, Hellos.serverName("bad.example"))));

    assertThat(channel.isOpen()).isFalse();
    assertThat(passed(channel)).isEmpty();
  }

  @Test
  void aSilentClientIsCountedAndStillJudgedWhenItSpeaks() throws Exception {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.RELAY);
    elapse(channel, SILENT);
    assertThat(log.lines()).containsExactly("reached SILENT_TIME", "undecided SILENT RELAY");

    receive(channel, HOSTILE);

    assertThat(channel.isOpen()).isFalse();
    assertThat(passed(channel)).isEmpty();
  }

  @Test
  void aSilentClientIsResetWhereThatIsWanted() throws Exception {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.RESET);

    elapse(channel, SILENT);

    assertThat(channel.isOpen()).isFalse();
    assertThat(log.lines()).containsExactly("reached SILENT_TIME", "undecided SILENT RESET");
  }

  @ParameterizedTest
  @EnumSource(names = {"RELAY", "RESET"})
  void aHelloThatDoesNotEndInTimeIsMalformed(Handling handling) throws Exception {
    EmbeddedChannel channel = gate(Mode.ENFORCE, handling);
    byte[] half = Arrays.copyOf(CLEAN, 20);
    receive(channel, half);

    elapse(channel, SILENT);
    assertThat(log.lines()).isEmpty();
    elapse(channel, HELLO_TIME);

    assertThat(log.lines())
        .containsExactly("reached HELLO_TIME", "undecided MALFORMED " + handling);
    assertThat(passed(channel)).isEqualTo(handling == Handling.RELAY ? half : new byte[0]);
  }

  @ParameterizedTest
  @EnumSource(names = {"RELAY", "RESET"})
  void aFinInsideTheHelloIsMalformed(Handling handling) {
    EmbeddedChannel channel = gate(Mode.ENFORCE, handling);
    byte[] half = Arrays.copyOf(CLEAN, 20);
    receive(channel, half);

    channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

    assertThat(log.lines()).containsExactly("undecided MALFORMED " + handling);
    assertThat(passed(channel)).isEqualTo(handling == Handling.RELAY ? half : new byte[0]);
  }

  @Test
  void aHelloCutOffByTheEndOfItsConnectionGoesNowhere() {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.RELAY);
    receive(channel, Arrays.copyOf(CLEAN, 20));

    channel.close();

    assertThat(passed(channel)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"RELAY", "RESET"})
  void aHelloThatIsTooLongIsMalformed(Handling handling) {
    EmbeddedChannel channel = gate(Mode.ENFORCE, handling);
    byte[] padding = Hellos.extension(21, new byte[HELLO_BYTES]);
    byte[] wire = Hellos.record(Hellos.hello(padding, Hellos.serverName("a.example")));

    receive(channel, wire);

    assertThat(log.lines())
        .containsExactly("reached HELLO_BYTES", "undecided MALFORMED " + handling);
    assertThat(passed(channel)).isEqualTo(handling == Handling.RELAY ? wire : new byte[0]);
  }

  @Test
  void encryptedHelloWithRandomContentsGoesByItsName() {
    EmbeddedChannel channel = gate(Mode.ENFORCE, Handling.RESET);
    byte[] wire = Hellos.record(Hellos.hello(Hellos.ech(176), Hellos.serverName("a.example")));

    receive(channel, wire);

    assertThat(passed(channel)).isEqualTo(wire);
    assertThat(log.lines()).containsExactly("decided SNI RELAY");
    channel.close();
  }

  private static Limits limits() {
    Quota few = new Quota(1, 1);
    return new Limits(
        99,
        99,
        9,
        LONG,
        LONG,
        LONG,
        LONG,
        LONG,
        LONG,
        HELLO_BYTES,
        HELLO_TIME,
        4096,
        9,
        SILENT,
        9,
        LONG,
        99,
        few,
        few,
        few,
        Holding.DEFAULTS);
  }

  private EmbeddedChannel gate(Mode mode, Handling handling) {
    EmbeddedChannel channel = new EmbeddedChannel();
    Inquiry inquiry = Flows.inquiry(mode, handling, log);
    Ending ending = Hellos.reset(channel, inquiry);
    channel
        .pipeline()
        .addLast(new HelloGate(inquiry, Flows.endpoint("a.example:443"), LIMITS, ending));
    return channel;
  }

  private ByteBuf buffer(byte... bytes) {
    return allocator.buffer(Math.max(1, bytes.length)).writeBytes(bytes);
  }

  private void receive(EmbeddedChannel channel, byte... bytes) {
    channel.config().setAllocator(allocator);
    channel.writeInbound(buffer(bytes));
  }

  static void elapse(EmbeddedChannel channel, Duration time) {
    channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  /** Everything that has come through the gate so far. */
  static byte[] passed(EmbeddedChannel channel) {
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf next = channel.readInbound(); next != null; next = channel.readInbound()) {
      all.writeBytes(next);
      next.release();
    }
    return Arrays.copyOf(all.array(), all.readableBytes());
  }
}
