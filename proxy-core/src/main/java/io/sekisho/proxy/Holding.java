package io.sekisho.proxy;

import java.time.Duration;

/**
 * How clients are kept waiting in the place of an answer.
 *
 * @param dropTime whoever gets nothing is let go after this
 * @param tarpitPace whoever is answered slowly gets a byte whenever this has passed
 * @param tarpitTime whoever is answered slowly is let go after this
 * @param answers how many clients of both kinds there may be; {@link Limits#heldAnswers} says how
 *     many of them there is room for
 */
public record Holding(Duration dropTime, Duration tarpitPace, Duration tarpitTime, Quota answers) {
  public static final Holding DEFAULTS =
      new Holding(
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Duration.ofMinutes(2),
          new Quota(1_000, 100));
}
