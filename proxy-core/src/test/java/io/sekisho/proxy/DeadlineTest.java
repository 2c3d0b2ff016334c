package io.sekisho.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
  private static final Duration SOON = Duration.ofMillis(60);
  private static final Duration LATER = Duration.ofMillis(200);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final Deadline deadline = new Deadline(channel.eventLoop());
  private final List<String> missed = new ArrayList<>();

  @BeforeEach
  void stopTheClock() {
    channel.freezeTime();
  }

  @Test
  void aMissedDeadlineIsToldOnce() {
    deadline.in(SOON, () -> missed.add("a"));

    pass(250);

    assertThat(missed).containsExactly("a");
  }

  @Test
  void theNewestDeadlineReplacesTheOneBefore() {
    deadline.in(LATER, () -> missed.add("a"));
    deadline.in(SOON, () -> missed.add("b"));

    pass(150);
    assertThat(missed).containsExactly("b");

    pass(150);
    assertThat(missed).containsExactly("b");
  }

  @Test
  void aLaterDeadlineIsNotMissedWhenTheEarlierOneWouldBe() {
    deadline.in(SOON, () -> missed.add("a"));
    deadline.in(LATER, () -> missed.add("b"));

    pass(130);
    assertThat(missed).isEmpty();

    pass(150);
    assertThat(missed).containsExactly("b");
  }

  @Test
  void postponingStartsTheWaitAgain() {
    deadline.in(LATER, () -> missed.add("a"));
    pass(120);
    deadline.postpone();

    pass(130);
    assertThat(missed).isEmpty();

    pass(150);
    assertThat(missed).containsExactly("a");
  }

  @Test
  void aClearedDeadlineIsNeverMissedAndCanBeSetAgain() {
    deadline.in(SOON, () -> missed.add("a"));
    deadline.clear();
    pass(120);
    assertThat(missed).isEmpty();

    deadline.in(SOON, () -> missed.add("b"));
    pass(150);

    assertThat(missed).containsExactly("b");
  }

  @Test
  void aCancelledDeadlineIsNeverMissed() {
    deadline.in(SOON, () -> missed.add("a"));
    deadline.cancel();

    pass(120);

    assertThat(missed).isEmpty();
  }

  private void pass(int millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }
}
