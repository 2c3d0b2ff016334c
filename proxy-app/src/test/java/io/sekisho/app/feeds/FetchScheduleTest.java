package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FetchScheduleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  private final FetchSchedule schedule = every(Duration.ofMinutes(10));

  private static FetchSchedule every(Duration refresh) {
    return new FetchSchedule(refresh, new SplittableRandom(7));
  }

  @Test
  void successesAreSpreadOverATenthOfTheInterval() {
    Instant earliest = Instant.MAX;
    Instant latest = Instant.MIN;
    for (int i = 0; i < 1_000; i++) {
      Instant next = schedule.afterSuccess(NOW, null);
      earliest = next.isBefore(earliest) ? next : earliest;
      latest = next.isAfter(latest) ? next : latest;
    }

    assertThat(Duration.between(NOW, earliest))
        .isBetween(Duration.ofSeconds(570), Duration.ofSeconds(573));
    assertThat(Duration.between(NOW, latest))
        .isBetween(Duration.ofSeconds(627), Duration.ofSeconds(630));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 30",
    "2, 60",
    "3, 120",
    "6, 960",
    "7, 1920",
    "8, 3600",
    "9, 3600",
    "100000, 3600"
  })
  void failuresPutItOffTwiceAsLongUpToAnHour(int failures, long seconds) {
    Duration wait = Duration.between(NOW, schedule.afterFailure(NOW, failures, null));

    assertThat(wait.toMillis()).isBetween(seconds * 950, seconds * 1050);
  }

  @Test
  void aFeedThatIsAskedOftenIsTriedAgainAsSoon() {
    Instant next = every(Duration.ofSeconds(2)).afterFailure(NOW, 1, null);

    assertThat(Duration.between(NOW, next)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aServerThatWantsToBeLeftAloneIs() {
    Duration pause = Duration.ofHours(6);

    assertThat(schedule.afterFailure(NOW, 1, pause)).isEqualTo(NOW.plus(pause));
    assertThat(schedule.afterSuccess(NOW, pause)).isEqualTo(NOW.plus(pause));
    assertThat(schedule.afterSuccess(NOW, Duration.ofSeconds(1))).isAfter(NOW.plusSeconds(500));
  }

  @Test
  void whatWasPlannedBeforeARestartHoldsUnlessItMakesNoSense() {
    Instant planned = NOW.plusSeconds(300);

    assertThat(schedule.resumed(NOW, planned)).isEqualTo(planned);
    assertThat(schedule.resumed(NOW, NOW.plus(Duration.ofDays(400)))).isEqualTo(NOW);
  }

  @Test
  void whoeverIsInAHurryWaitsFiveSecondsAtMost() {
    assertThat(schedule.hurried(NOW, null)).isEqualTo(NOW);
    assertThat(schedule.hurried(NOW, NOW.minusSeconds(60))).isEqualTo(NOW);
    assertThat(schedule.hurried(NOW, NOW.minusSeconds(2))).isEqualTo(NOW.plusSeconds(3));
    assertThat(schedule.hurried(NOW, NOW.plus(Duration.ofDays(9)))).isEqualTo(NOW);
  }
}
