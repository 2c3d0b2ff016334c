package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
  private static final Duration SOON = Duration.ofMillis(60);
  private static final Duration LATER = Duration.ofMillis(200);

  private final EventLoop loop = new DefaultEventLoop();
  private final Deadline deadline = new Deadline(loop);
  private final Queue<String> missed = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stopLoop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @Test
  void aMissedDeadlineIsToldOnce() throws Exception {
    onLoop(() -> deadline.in(SOON, () -> missed.add("a")));

    Thread.sleep(250);

    assertThat(missed).containsExactly("a");
  }

  @Test
  void theNewestDeadlineReplacesTheOneBefore() throws Exception {
    onLoop(
        () -> {
          deadline.in(LATER, () -> missed.add("a"));
          deadline.in(SOON, () -> missed.add("b"));
        });

    Thread.sleep(150);
    assertThat(missed).containsExactly("b");

    Thread.sleep(150);
    assertThat(missed).containsExactly("b");
  }

  @Test
  void aLaterDeadlineIsNotMissedWhenTheEarlierOneWouldBe() throws Exception {
    onLoop(
        () -> {
          deadline.in(SOON, () -> missed.add("a"));
          deadline.in(LATER, () -> missed.add("b"));
        });

    Thread.sleep(130);
    assertThat(missed).isEmpty();

    Thread.sleep(150);
    assertThat(missed).containsExactly("b");
  }

  @Test
  void postponingStartsTheWaitAgain() throws Exception {
    onLoop(() -> deadline.in(LATER, () -> missed.add("a")));
    Thread.sleep(120);
    onLoop(deadline::postpone);

    Thread.sleep(130);
    assertThat(missed).isEmpty();

    Thread.sleep(150);
    assertThat(missed).containsExactly("a");
  }

  @Test
  void aClearedDeadlineIsNeverMissedAndCanBeSetAgain() throws Exception {
    onLoop(() -> deadline.in(SOON, () -> missed.add("a")));
    onLoop(deadline::clear);
    Thread.sleep(120);
    assertThat(missed).isEmpty();

    onLoop(() -> deadline.in(SOON, () -> missed.add("b")));
    Thread.sleep(150);

    assertThat(missed).containsExactly("b");
  }

  @Test
  void aCancelledDeadlineIsNeverMissed() throws Exception {
    onLoop(() -> deadline.in(SOON, () -> missed.add("a")));
    onLoop(deadline::cancel);

    Thread.sleep(120);

    assertThat(missed).isEmpty();
  }

  private void onLoop(Runnable step) throws InterruptedException {
    loop.submit(step).sync();
  }
}
