package io.sekisho.app.program;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Reads the process's own metrics all the time, and keeps the most that its buffers ever took. */
final class MemoryWatch implements AutoCloseable {
  static final String DIRECT = "sekisho_jvm_buffer_memory_used_bytes{id=\"direct\"} ";
  private static final long EVERY_MILLIS = 250;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> sampling;
  private final AtomicLong most = new AtomicLong();
  private final AtomicLong samples = new AtomicLong();
  private volatile @Nullable Exception failure;

  MemoryWatch(Program program) {
    sampling =
        timer.scheduleWithFixedDelay(() -> sample(program), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sample(Program program) {
    try {
      double bytes = Program.metric(program.admin("/metrics").body(), DIRECT);
      most.accumulateAndGet((long) bytes, Math::max);
      samples.incrementAndGet();
    } catch (IOException | InterruptedException e) {
      failure = e;
    }
  }

  /** The most so far, with at least one sample from now in it. */
  long mostDirectBytes() throws Exception {
    long before = samples.get();
    Await.that(() -> samples.get() > before + 1 || failure != null);
    if (failure != null) {
      throw new AssertionError(failure);
    }
    return most.get();
  }

  @Override
  public void close() {
    sampling.cancel(true);
    timer.shutdownNow();
  }
}
