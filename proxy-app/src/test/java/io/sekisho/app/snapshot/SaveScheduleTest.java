package io.sekisho.app.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.table.HashKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SaveScheduleTest {
  private static final SaveSchedule.Need NOTHING = new SaveSchedule.Need(() -> true, () -> false);
  private static final SaveSchedule.Need A_PLACE = new SaveSchedule.Need(() -> false, () -> false);
  private static final SaveSchedule.Need A_SWEEP = new SaveSchedule.Need(() -> true, () -> true);

  private final SaveSchedule schedule = new SaveSchedule(SaveSchedule.QUIET);
  private ClaimStore store = ClaimStore.empty(HashKey.random());

  @Test
  void aStoreIsSavedOnceItRests() {
    change(1);

    assertThat(schedule.isDue(store, A_PLACE, at(0))).isFalse();
    change(1);
    assertThat(schedule.isDue(store, A_PLACE, at(1_500))).isFalse();
    assertThat(schedule.isDue(store, A_PLACE, at(3_000))).isFalse();
    assertThat(schedule.isDue(store, A_PLACE, at(3_600))).isTrue();
  }

  @Test
  void aStoreThatNeverRestsIsSavedAfterAMinute() {
    assertThat(IntStream.range(0, 100).filter(this::isDueThoughItChangesEverySecond).findFirst())
        .hasValue(61);
  }

  private boolean isDueThoughItChangesEverySecond(int second) {
    change(1);
    return schedule.isDue(store, A_PLACE, at(second * 1_000L));
  }

  @Test
  void whatIsInTheJournalCanWaitForAnHour() {
    schedule.saved(store.changes(), at(0));
    change(1);

    assertThat(schedule.isDue(store, NOTHING, at(1_000))).isFalse();
    assertThat(schedule.isDue(store, NOTHING, at(3_599_000))).isFalse();
    assertThat(schedule.isDue(store, NOTHING, at(3_601_000))).isTrue();
  }

  @Test
  void levelsThatAreWorthMergingDoNotWait() {
    change(20_000);
    schedule.saved(store.changes(), at(0));
    change(20_000);

    assertThat(schedule.isDue(store, NOTHING, at(1_000))).isFalse();
    assertThat(schedule.isDue(store, NOTHING, at(4_000))).isTrue();
  }

  @Test
  void aStoreThatDoesNotChangeIsRewrittenOnlyWhereSomethingHasEnded() {
    change(1);
    schedule.saved(store.changes(), at(0));

    assertThat(schedule.isDue(store, NOTHING, at(36_000_000))).isFalse();
    assertThat(schedule.isDue(store, A_SWEEP, at(3_500_000))).isFalse();
    assertThat(schedule.isDue(store, A_SWEEP, at(3_601_000))).isTrue();
  }

  @Test
  void aFailureIsFollowedByAPauseOfAMinute() {
    change(1);
    assertThat(schedule.isDue(store, A_PLACE, at(0))).isFalse();
    schedule.failed(at(3_000));

    assertThat(schedule.isDue(store, A_PLACE, at(62_000))).isFalse();
    assertThat(schedule.isDue(store, A_PLACE, at(64_000))).isTrue();
  }

  @Test
  void aMergeThatWasRefusedIsTriedLessAndLessOftenUpToAnHour() {
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      schedule.refused(at(0));
      pauses.add(schedule.pause().toMinutes());
    }
    schedule.saved(store.changes(), at(0));
    schedule.refused(at(0));

    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    assertThat(schedule.pause()).isEqualTo(Duration.ofMinutes(1));
  }

  /** Has one feed more claim so many names. */
  private void change(int names) {
    FeedIndex.Builder feed = FeedIndex.builder("feed-" + store.changes());
    for (int i = 0; i < names; i++) {
      Pattern name = new Pattern.SubTree(new HostName("n" + i + ".example"));
      feed.add(new Indicator(name, "feed-" + store.changes(), 1, null, 90, null));
    }
    store = store.with(feed.build());
  }

  /** Far from zero, as the clock of a machine that has been up for a while may be. */
  private static long at(long millis) {
    return Long.MAX_VALUE - 5 + Duration.ofMillis(millis).toNanos();
  }
}
