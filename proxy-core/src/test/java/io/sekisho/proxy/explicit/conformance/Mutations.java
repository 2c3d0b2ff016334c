package io.sekisho.proxy.explicit.conformance;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Runs seeded cases: so many, or for so many seconds where {@code sekisho.mutations.seconds} says
 * so, from the seed {@code sekisho.mutations.from} on. What fails names its seed; with that one as
 * {@code from}, and {@code sekisho.mutations.count} 1, it is run again alone.
 */
final class Mutations {
  /** Cases for each proxy: all that happens in a proxy under test is kept as long as it runs. */
  private static final int ROUND = 500;

  private static final long SECONDS = Long.getLong("sekisho.mutations.seconds", 0);
  private static final long FROM = Long.getLong("sekisho.mutations.from", 1);

  private final long count;
  private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);

  /** A proxy and all around it, to be tried with one seed after the other. */
  interface Subject extends AutoCloseable {

    /** Throws what it finds wrong. */
    void tryWith(long seed) throws Exception;

    @Override
    void close();
  }

  Mutations(long usualCount) {
    count = SECONDS > 0 ? Long.MAX_VALUE : Long.getLong("sekisho.mutations.count", usualCount);
  }

  /** Runs the cases, each round of them with a subject of its own, and gives their number. */
  long run(Callable<Subject> opening) throws Exception {
    long done = 0;
    while (done < count && isTimeLeft()) {
      try (Subject subject = opening.call()) {
        long round = Math.min(count, done + ROUND);
        for (; done < round && isTimeLeft(); done++) {
          tryOne(subject, FROM + done);
        }
      }
    }
    return done;
  }

  private boolean isTimeLeft() {
    return SECONDS == 0 || System.nanoTime() - end < 0;
  }

  private static void tryOne(Subject subject, long seed) {
    try {
      subject.tryWith(seed);
    } catch (AssertionError | Exception e) {
      throw new AssertionError("seed " + seed, e);
    }
  }
}
