package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LoopLagTest {
  private final EmbeddedChannel channel = new EmbeddedChannel();

  @Test
  void aLoopInTimeIsNotLate() {
    LoopLag lag = lag();

    beat();
    beat();

    assertThat(lag.worst()).isZero();
  }

  @Test
  void aLateBeatCountsFromWhenItWasDue() {
    LoopLag lag = lag();

    channel.advanceTimeBy(LoopLag.BEAT, TimeUnit.NANOSECONDS);
    channel.advanceTimeBy(70, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    beat();

    assertThat(lag.worst()).isEqualTo(Duration.ofMillis(70));
  }

  @Test
  void theWorstIsForgottenAfterAMinuteAtMost() {
    LoopLag lag = lag();
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();

    for (long passed = 0; passed <= 2 * LoopLag.WINDOW; passed += LoopLag.BEAT) {
      beat();
    }

    assertThat(lag.worst()).isZero();
  }

  @Test
  void aLoopThatHangsIsLateWhileItHangs() throws InterruptedException {
    EventLoopGroup loops = Transport.best().eventLoops(2);
    CountDownLatch end = new CountDownLatch(1);
    try {
      LoopLag lag = new LoopLag(loops);
      loops.next().execute(() -> await(end));

      boolean seen = false;
      for (int i = 0; i < 1_000 && !seen; i++) {
        TimeUnit.MILLISECONDS.sleep(10);
        seen = lag.worst().compareTo(Duration.ofMillis(200)) > 0;
      }

      assertThat(seen).isTrue();
    } finally {
      end.countDown();
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }
  }

  private LoopLag lag() {
    channel.freezeTime();
    return new LoopLag(channel.eventLoop());
  }

  private void beat() {
    channel.advanceTimeBy(LoopLag.BEAT, TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
