package io.sekisho.proxy;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thing that a connection is waiting for now, and what happens if it does not come. Moving
 * the deadline costs a clock reading; the timer behind it is only set anew when it has run out.
 * Confined to one event loop.
 */
public final class Deadline {
  private final EventLoop loop;
  private long dueNanos;
  private long spanNanos;
  private @Nullable Runnable onMissed;
  private @Nullable Future<?> timer;
  private long timerDueNanos;

  public Deadline(EventLoop loop) {
    this.loop = loop;
  }

  /** Waits for {@code span} from now; replaces what was waited for before. */
  public void in(Duration span, Runnable onMissed) {
    this.spanNanos = span.toNanos();
    this.onMissed = onMissed;
    postpone();
    if (timer == null || timerDueNanos - dueNanos > 0) {
      cancelTimer();
      schedule();
    }
  }

  /** Starts the current wait again: something moved. */
  public void postpone() {
    dueNanos = now() + spanNanos;
  }

  public void clear() {
    onMissed = null;
  }

  /** Stops for good. */
  public void cancel() {
    clear();
    cancelTimer();
  }

  /** By the loop's own clock, which is what its timers run by. */
  private long now() {
    return loop.ticker().nanoTime();
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void schedule() {
    timerDueNanos = dueNanos;
    long delay = Math.max(0, dueNanos - now());
    timer = loop.schedule(this::timerDone, delay, TimeUnit.NANOSECONDS);
  }

  private void timerDone() {
    timer = null;
    Runnable missed = onMissed;
    if (missed == null) {
      return;
    }
    if (dueNanos - now() > 0) {
      schedule();
    } else {
      clear();
      missed.run();
    }
  }
}
