package io.sekisho.app.feeds;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a server is asked again. After a success at the refresh interval; after failures sooner at
 * first, then less and less often, and never is it given up. A server that asks for more time has
 * it. All of it varies, so that those who began together do not go on asking together.
 */
final class FetchSchedule {
  /** The first attempt after a failure comes so soon, the second after twice that, and so on. */
  static final Duration FIRST_RETRY = Duration.ofSeconds(30);

  /** Failures put the next attempt off no longer than this, or the refresh interval. */
  static final Duration LAST_RETRY = Duration.ofHours(1);

  /** A server is not asked again sooner, also where somebody wants to know at once. */
  static final Duration LEAST = Duration.ofSeconds(5);

  private static final int MOST_DOUBLINGS = 16;
  private static final double SPREAD = 0.1;
  private static final double LONGEST = 1 + SPREAD / 2;

  private final Duration refresh;
  private final RandomGenerator random;

  FetchSchedule(Duration refresh, RandomGenerator random) {
    this.refresh = refresh;
    this.random = random;
  }

  /** Behind an attempt that gave what the server has. */
  Instant afterSuccess(Instant now, @Nullable Duration pause) {
    return now.plus(atLeast(spread(refresh), pause));
  }

  /**
   * Behind an attempt that failed.
   *
   * @param failures in a row, this one among them
   */
  Instant afterFailure(Instant now, int failures, @Nullable Duration pause) {
    int doublings = Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1));
    Duration first = shorter(refresh, FIRST_RETRY);
    Duration wait = shorter(first.multipliedBy(1L << doublings), LAST_RETRY);
    return now.plus(atLeast(spread(wait), pause));
  }

  /** What was planned before a restart, or at once where that makes no sense any more. */
  Instant resumed(Instant now, Instant planned) {
    Duration longest = refresh.multipliedBy(2).plus(Duration.ofDays(1));
    return planned.isAfter(now.plus(longest)) ? now : planned;
  }

  /** What was planned behind a success, perhaps when the interval was longer than it is now. */
  Instant atInterval(Instant success, Instant planned) {
    Instant latest = success.plus(Duration.ofMillis(Math.round(refresh.toMillis() * LONGEST)));
    return planned.isAfter(latest) ? latest : planned;
  }

  /** As soon as is decent, for somebody who wants to know. */
  Instant hurried(Instant now, @Nullable Instant last) {
    Instant decent = last == null ? now : last.plus(shorter(refresh, LEAST));
    return decent.isAfter(now) && !decent.isAfter(now.plus(LEAST)) ? decent : now;
  }

  private Duration spread(Duration time) {
    double share = 1 - SPREAD / 2 + SPREAD * random.nextDouble();
    return Duration.ofMillis(Math.max(1, Math.round(time.toMillis() * share)));
  }

  private static Duration atLeast(Duration time, @Nullable Duration pause) {
    return pause != null && pause.compareTo(time) > 0 ? pause : time;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
