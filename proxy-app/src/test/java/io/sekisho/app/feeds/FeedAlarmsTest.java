package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.app.feeds.FeedStatus.InForce;
import io.sekisho.app.feeds.FeedStatus.Role;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.feed.FeedReader;
import io.sekisho.rules.feed.FeedReading;
import io.sekisho.rules.feed.FeedReport;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.match.FeedChange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FeedAlarmsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration REFRESH = Duration.ofHours(1);
  private static final FeedFailure EMPTY = new FeedFailure(FeedFault.EMPTY, "c2.txt is empty");

  private final List<String> told = new ArrayList<>();
  private final FeedAlarms alarms =
      new FeedAlarms(
          List.of(
              turn -> told.add(turn.direction().label() + " " + turn.failure().fault().label())));

  @Test
  void aFailureIsToldOnceAndSoIsTheRecovery() {
    FeedStatus good = good("c2.example\n", null);
    FeedStatus bad = good.failed(EMPTY, START);

    for (FeedStatus status : List.of(good, bad, bad, good, good, bad)) {
      alarms.look(List.of(status), START);
    }

    assertThat(told).containsExactly("failed empty", "recovered empty", "failed empty");
  }

  @Test
  void aFeedThatMissesThreeReadingsIsStale() {
    FeedStatus status = good("c2.example\n", null);

    alarms.look(List.of(status), START.plus(REFRESH.multipliedBy(3)));
    alarms.look(List.of(status), START.plus(REFRESH.multipliedBy(3)).plusSeconds(1));

    assertThat(told).containsExactly("failed stale");
  }

  @Test
  void aFeedWhoseLastEntryExpiredIsTold() {
    FeedStatus status = good("c2.example\n", START.plusSeconds(60));

    alarms.look(List.of(status), START.plusSeconds(59));
    alarms.look(List.of(status), START.plusSeconds(60));

    assertThat(told).containsExactly("failed expired");
  }

  @Test
  void aDeprecatedListThatStillHasEntriesIsInForceAndTold() {
    FeedStatus status = good("c2.example\n# no longer kept\n", null);

    alarms.look(List.of(status), START);

    assertThat(told).containsExactly("failed deprecated");
  }

  @Test
  void aFeedThatIsNoLongerConfiguredIsForgotten() {
    FeedStatus bad = good("c2.example\n", null).failed(EMPTY, START);

    alarms.look(List.of(bad), START);
    alarms.look(List.of(), START);
    alarms.look(List.of(bad), START);

    assertThat(told).containsExactly("failed empty", "failed empty");
  }

  @Test
  void aFeedThatIsStillToBeTriedHasNotRecovered() {
    FeedStatus bad = good("c2.example\n", null).failed(EMPTY, START);
    FeedStatus untried = FeedStatus.untried("c2", Role.FEED, Requirement.OPTIONAL, REFRESH);

    for (FeedStatus status : List.of(bad, untried, bad)) {
      alarms.look(List.of(status), START);
    }

    assertThat(told).containsExactly("failed empty");
  }

  private static FeedStatus good(String text, @Nullable Instant end) {
    FeedSettings settings = FeedSettings.of("c2", FormatChoice.of(new TellingFormat("telling")));
    FeedCopy copy = new FeedCopy("c2.txt", text.getBytes(StandardCharsets.UTF_8), START);
    FeedReport report =
        new FeedReader(settings)
            .read(copy)
            .fold(
                FeedReading.Read::report,
                bad -> {
                  throw new AssertionError(bad.failure());
                });
    return FeedStatus.untried("c2", Role.FEED, Requirement.OPTIONAL, REFRESH)
        .succeeded(START, new InForce(report, START, 1, FeedChange.NONE, end));
  }
}
