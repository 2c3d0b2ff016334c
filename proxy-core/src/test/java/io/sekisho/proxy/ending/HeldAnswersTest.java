package io.sekisho.proxy.ending;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.sekisho.proxy.FlowLog;
import io.sekisho.proxy.Flows;
import io.sekisho.proxy.Headcount;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Mode;
import io.sekisho.proxy.Quota;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who is kept waiting, with the time in the test's own hands. */
final class HeldAnswersTest {
  private static final Quota USUAL = Limits.DEFAULTS.heldAnswers();

  private final Headcount headcount =
      new Headcount(Limit.HELD_ANSWERS, Limit.HELD_ANSWERS_PER_CLIENT);
  private final HeldAnswers held = new HeldAnswers(headcount, Limits.DEFAULTS);
  private final FlowLog log = new FlowLog();
  private final Inquiry inquiry = Flows.inquiry(Mode.ENFORCE, log);

  @Test
  void whoIsDroppedHearsNothingUntilItIsLetGo() {
    EmbeddedChannel client = new EmbeddedChannel();

    held.drop(client, inquiry);
    pass(client, 59);
    boolean before = client.isOpen();
    pass(client, 2);

    assertThat(before).isTrue();
    assertThat(client.isOpen()).isFalse();
    assertThat(client.outboundMessages()).isEmpty();
    assertThat(headcount.inAll()).isZero();
  }

  @Test
  void whoIsInTheTarpitGetsAByteAtEachTurnAndIsThenLetGo() {
    EmbeddedChannel client = new EmbeddedChannel();

    held.tarpit(client, inquiry, Drip.TLS);
    pass(client, 11);
    List<Integer> soon = sent(client);
    pass(client, 112);

    assertThat(soon).startsWith(0x16, 3, 3, 0x40, 0).hasSizeBetween(5, 6);
    assertThat(sent(client)).hasSizeBetween(59, 61);
    assertThat(client.isOpen()).isFalse();
    assertThat(headcount.inAll()).isZero();
  }

  @Test
  void whatItSaysIsThrownAwayAndBeyondABoundNotRead() {
    EmbeddedChannel client = new EmbeddedChannel();
    held.drop(client, inquiry);
    ByteBuf little = Unpooled.buffer().writeZero(Limits.DEFAULTS.held() - 1);
    ByteBuf more = Unpooled.buffer().writeZero(1);

    client.writeInbound(little);
    boolean reads = client.config().isAutoRead();
    client.writeInbound(more);

    assertThat(reads).isTrue();
    assertThat(client.config().isAutoRead()).isFalse();
    assertThat(little.refCnt() + more.refCnt()).isZero();
    assertThat(client.isOpen()).isTrue();
  }

  @Test
  void whoEndsItsSideIsLetGo() {
    EmbeddedChannel client = new EmbeddedChannel();
    held.drop(client, inquiry);

    client.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

    assertThat(client.isOpen()).isFalse();
    assertThat(headcount.inAll()).isZero();
  }

  @Test
  void whoIsOneTooManyIsLetGoAtOnceAndItIsTold() {
    for (int i = 0; i < USUAL.perClient(); i++) {
      held.drop(new EmbeddedChannel(), inquiry);
    }
    EmbeddedChannel client = new EmbeddedChannel();

    held.tarpit(client, inquiry, Drip.HTTP);

    assertThat(client.isOpen()).isFalse();
    assertThat(headcount.inAll()).isEqualTo(USUAL.perClient());
    assertThat(log.lines()).containsExactly("reached HELD_ANSWERS_PER_CLIENT");
  }

  @Test
  void drainingLetsEverybodyGoAndHoldsNobody() {
    EmbeddedChannel dropped = new EmbeddedChannel();
    EmbeddedChannel dripped = new EmbeddedChannel();
    EmbeddedChannel late = new EmbeddedChannel();
    held.drop(dropped, inquiry);
    held.tarpit(dripped, inquiry, Drip.HTTP);

    held.drain();
    dropped.runPendingTasks();
    dripped.runPendingTasks();
    held.drop(late, inquiry);

    assertThat(List.of(dropped, dripped, late)).noneMatch(EmbeddedChannel::isOpen);
    assertThat(headcount.inAll()).isZero();
  }

  @Test
  void theyAreNeverMoreThanHalfOfTheConnections() {
    assertThat(quota(new Quota(100, 10))).isEqualTo(new Quota(50, 5));
    assertThat(quota(new Quota(3, 1))).isEqualTo(new Quota(2, 1));
    assertThat(quota(Limits.DEFAULTS.connections())).isEqualTo(USUAL);
  }

  private static Quota quota(Quota connections) {
    Limits usual = Limits.DEFAULTS;
    return new Limits(
            usual.requestLine(),
            usual.headerSection(),
            usual.headerFields(),
            usual.headerTime(),
            usual.idleTime(),
            usual.transferIdleTime(),
            usual.tunnelIdleTime(),
            usual.responseTime(),
            usual.connectTime(),
            usual.helloBytes(),
            usual.helloTime(),
            usual.certificateBytes(),
            usual.certificateNames(),
            usual.silentTime(),
            usual.idleServers(),
            usual.serverIdleTime(),
            usual.held(),
            connections,
            usual.pendingDials(),
            usual.tlsAnswers(),
            usual.holding())
        .heldAnswers();
  }

  /** In steps that are shorter than any tick. */
  private static void pass(EmbeddedChannel client, int seconds) {
    for (int i = 0; i < seconds * 100; i++) {
      client.advanceTimeBy(10, TimeUnit.MILLISECONDS);
      client.runScheduledPendingTasks();
    }
  }

  private static List<Integer> sent(EmbeddedChannel client) {
    List<Integer> bytes = new ArrayList<>();
    for (Object message : client.outboundMessages()) {
      bytes.add((int) ((ByteBuf) message).getByte(0));
    }
    return bytes;
  }
}
