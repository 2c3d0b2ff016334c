package io.sekisho.proxy.ending;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WheelTest {
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final int TICKS = 40;

  private final EmbeddedChannel clock = new EmbeddedChannel();
  private final Wheel wheel = new Wheel(clock.eventLoop(), ROUND);

  @Test
  void thoseThatComeAtOnceHaveTheirTurnsOneAfterTheOther() {
    List<EmbeddedChannel> clients = members(TICKS);

    for (int tick = 1; tick <= TICKS; tick++) {
      tick();
      assertThat(clients.stream().filter(WheelTest::hadATurn)).hasSize(tick);
    }
  }

  @Test
  void everybodyHasOneTurnARound() {
    List<EmbeddedChannel> clients = members(3 * TICKS + 7);

    for (int tick = 0; tick < 3 * TICKS; tick++) {
      tick();
    }

    assertThat(clients).allMatch(client -> client.outboundMessages().size() == 3);
  }

  @Test
  void withoutMembersItStandsStill() {
    List<Runnable> leaving =
        Stream.generate(EmbeddedChannel::new).limit(5).map(c -> wheel.add(held(c))).toList();
    leaving.forEach(Runnable::run);

    tick();

    assertThat(wheel.size()).isZero();
    assertThat(clock.runScheduledPendingTasks()).isEqualTo(-1);
  }

  @Test
  void whoLeavesInItsTurnDisturbsNobody() {
    Wheel oneSlot = new Wheel(clock.eventLoop(), Duration.ofMillis(50));
    List<EmbeddedChannel> clients = Stream.generate(EmbeddedChannel::new).limit(9).toList();
    for (EmbeddedChannel client : clients) {
      Runnable leaving = oneSlot.add(new Held(client, Drip.NOTHING, Duration.ofNanos(1), 1));
      client.closeFuture().addListener(closed -> leaving.run());
    }

    tick();

    assertThat(clients).noneMatch(EmbeddedChannel::isOpen);
    assertThat(oneSlot.size()).isZero();
  }

  private List<EmbeddedChannel> members(int count) {
    List<EmbeddedChannel> clients = Stream.generate(EmbeddedChannel::new).limit(count).toList();
    for (EmbeddedChannel client : clients) {
      Runnable unused = wheel.add(held(client));
    }
    return clients;
  }

  private static Held held(EmbeddedChannel client) {
    return new Held(client, Drip.LINE, Duration.ofHours(1), 1);
  }

  private static boolean hadATurn(EmbeddedChannel client) {
    return !client.outboundMessages().isEmpty();
  }

  private void tick() {
    clock.advanceTimeBy(ROUND.toNanos() / TICKS, TimeUnit.NANOSECONDS);
    clock.runScheduledPendingTasks();
  }
}
