package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One feed on the web and the one thread that asks it. */
@SuppressWarnings("NullAway.Init") // set before each test
final class WebTaskTest {
  private static final InstantSource CLOCK = () -> LoneInput.NOW;

  @TempDir private Path directory;
  private final OneThread threads = new OneThread();
  private AskedFeed feed;

  /** One thread that can be held up before it runs a task. */
  private static final class OneThread extends ScheduledThreadPoolExecutor {
    private final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
    private final CountDownLatch heldUp = new CountDownLatch(1);
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();
    private volatile int held;

    OneThread() {
      super(1);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      worker.set(thread);
      if (runs.incrementAndGet() == held) {
        heldUp.countDown();
        awaitGoingOn();
      }
    }

    private void awaitGoingOn() {
      try {
        goesOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    boolean isBlocked() {
      Thread thread = worker.get();
      return thread != null && thread.getState() == Thread.State.BLOCKED;
    }

    /** What was due before has been done by the one thread when this has. */
    void awaitIdleness() throws Exception {
      schedule(() -> {}, 1, TimeUnit.MILLISECONDS).get();
    }
  }

  @BeforeEach
  void open() throws IOException {
    feed = AskedFeed.in(directory.resolve("state"));
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    feed.close();
  }

  @Test
  void aServerIsAskedEvenIfTheBeginningFails() {
    AtomicInteger calls = new AtomicInteger();
    InstantSource failingOnce =
        () -> {
          if (calls.getAndIncrement() == 0) {
            throw new IllegalStateException("of a test");
          }
          return LoneInput.NOW;
        };
    WebTask task = new WebTask(feed.input(LoneInput.REFRESH, failingOnce), threads, CLOCK);

    CompletableFuture<Void> tried = task.start(Duration.ZERO);

    assertThat(tried).succeedsWithin(WatchedFile.PATIENCE);
    assertThat(feed.lone().isHostile("one.example")).isTrue();
  }

  @Test
  void aHurryThatMeetsAnAttemptMakesNoSecondOne() throws Exception {
    WebTask task = new WebTask(feed.input(), threads, CLOCK);
    threads.held = 2;
    CompletableFuture<Void> tried = task.start(Duration.ZERO);
    threads.heldUp.await();
    synchronized (task) {
      threads.goesOn.countDown();
      WatchedFile.await(threads::isBlocked);
      task.hurry();
    }

    assertThat(tried).succeedsWithin(WatchedFile.PATIENCE);
    threads.awaitIdleness();
    assertThat(feed.server().requests()).hasSize(1);
  }
}
