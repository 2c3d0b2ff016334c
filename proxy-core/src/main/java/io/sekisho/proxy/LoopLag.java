package io.sekisho.proxy;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How late event loops are: what every flow on them waits for beyond its own work. Each loop runs a
 * beat ten times a second and notes how far behind its time it ran, so a delay shorter than the
 * time between two beats is seen only in part.
 */
public final class LoopLag {
  static final long BEAT = TimeUnit.MILLISECONDS.toNanos(100);
  static final long WINDOW = TimeUnit.SECONDS.toNanos(30);

  private final List<Pulse> pulses = new ArrayList<>();

  /** Measures these loops from now on, until they shut down. */
  public LoopLag(EventExecutorGroup loops) {
    for (EventExecutor loop : loops) {
      Pulse pulse = new Pulse(loop);
      pulses.add(pulse);
      pulse.next();
    }
  }

  /**
   * The longest that any loop was late in the last half minute, or up to a minute: reading it takes
   * nothing away from another reader. A loop that hangs shows while it hangs. Any thread.
   */
  public Duration worst() {
    return Duration.ofNanos(pulses.stream().mapToLong(Pulse::worst).max().orElse(0));
  }

  /** The beat of one loop, which alone writes here. */
  private static final class Pulse implements Runnable {
    private final EventExecutor loop;
    private volatile long due;
    private volatile long worstBefore;
    private volatile long worstNow;
    private long windowEnd;

    Pulse(EventExecutor loop) {
      this.loop = loop;
      this.windowEnd = now() + WINDOW;
    }

    private long now() {
      return loop.ticker().nanoTime();
    }

    void next() {
      due = now() + BEAT;
      Future<?> unused = loop.schedule(this, BEAT, TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
      turnWindow();
      worstNow = Math.max(worstNow, now() - due);
      if (!loop.isShuttingDown()) {
        next();
      }
    }

    private void turnWindow() {
      long now = now();
      if (now - windowEnd >= 0) {
        worstBefore = worstNow;
        worstNow = 0;
        windowEnd = now + WINDOW;
      }
    }

    long worst() {
      long overdue = loop.isShuttingDown() ? 0 : now() - due;
      return Math.max(overdue, Math.max(worstBefore, worstNow));
    }
  }
}
