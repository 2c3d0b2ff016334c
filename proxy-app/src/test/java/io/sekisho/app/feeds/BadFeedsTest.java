package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.app.feeds.FeedStatus.Standing;
import io.sekisho.app.feeds.FeedTurn.Direction;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.SpecialPurposeHandling;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.indicator.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every way in which a feed goes bad: no outage, no lost protection, one alarm that says what is
 * wrong, and all well again with the next good copy.
 */
final class BadFeedsTest {
  private static final List<String> CLEAN =
      List.of("www.example.com", "other.example", "own.example.org", "192.0.2.1", "8.8.8.8");
  private static final Duration LIFE = Duration.ofDays(30);

  @TempDir private Path directory;
  private final List<FeedTurn> turns = new ArrayList<>();
  private final FeedAlarms alarms = new FeedAlarms(List.of(turns::add));
  private WatchedFile feed = WatchedFile.UNSET;

  @BeforeEach
  void writeNothingYet() throws IOException {
    feed = WatchedFile.in(directory);
  }

  @ParameterizedTest
  @EnumSource
  void aBadCopyCostsNothingAndIsTold(Spoiling spoiling) throws IOException {
    assumeFalse(
        spoiling == Spoiling.FORBIDDEN && "root".equals(System.getProperty("user.name")),
        "nothing is forbidden to root");
    Files.writeString(feed.file(), spoiling.good());
    try (FileFeeds feeds = started(spoiling)) {
      look(feeds);
      spoiling.befall(feed.file());

      reload(feeds);
      reload(feeds);

      assertProtectedAsBefore();
      assertAlarm(feeds, spoiling);
      mend(spoiling);
      reload(feeds);
      assertProtectedAsBefore();
      assertWell(feeds, spoiling);
    }
  }

  private void assertProtectedAsBefore() {
    assertThat(List.of("n0.example", "n999.example", "www.n1999.example"))
        .allMatch(feed::isHostile);
    assertThat(CLEAN).noneMatch(feed::isHostile);
  }

  private void assertAlarm(FileFeeds feeds, Spoiling spoiling) throws IOException {
    Path refused = directory.resolve("state/feeds/c2.refused");
    if (spoiling.fault().isEmpty()) {
      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.CURRENT);
      assertThat(turns).isEmpty();
      return;
    }
    String fault = spoiling.fault().get();
    assertThat(WatchedFile.faultOf(feeds)).isEqualTo(fault);
    assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.LAST_GOOD);
    assertThat(turns).hasSize(1);
    assertThat(turns.get(0).direction()).isEqualTo(Direction.FAILED);
    assertThat(turns.get(0).failure().fault().label()).isEqualTo(fault);
    assertThat(Files.exists(refused)).isEqualTo(spoiling.leavesBytes());
    if (spoiling.leavesBytes()) {
      assertThat(refused).hasSameBinaryContentAs(feed.file());
      assertThat(refused.resolveSibling("c2.refused.txt")).content().contains(fault + ": ");
    }
  }

  private void assertWell(FileFeeds feeds, Spoiling spoiling) {
    assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.CURRENT);
    assertThat(turns).hasSize(spoiling.fault().isPresent() ? 2 : 0);
    assertThat(turns.stream().skip(1)).allMatch(turn -> turn.direction() == Direction.RECOVERED);
  }

  private void mend(Spoiling spoiling) throws IOException {
    Files.deleteIfExists(feed.file());
    Files.writeString(feed.file(), spoiling.good());
  }

  private FileFeeds started(Spoiling spoiling) {
    FeedPlan plan = feed.plan(List.of(source(spoiling)), List.of());
    FileFeeds feeds =
        new FileFeeds(plan, feed.rules(), InstantSource.system(), new FeedAlarms(List.of()));
    feeds.start().toCompletableFuture().join();
    return feeds;
  }

  private FeedSource source(Spoiling spoiling) {
    FormatChoice format =
        spoiling.format() == Spoiling.Format.DOMAINS
            ? FormatChoice.DOMAINS
            : FormatChoice.of(new TellingFormat("telling"));
    return new FeedSource(
        new FeedLocation.InFile(feed.file()),
        new FeedSettings(
            "c2", format, FeedSettings.DEFAULT_CONFIDENCE, LIFE, SpecialPurposeHandling.REFUSE),
        GateSettings.DEFAULT.withCanaries(Set.of(new HostName("own.example.org"))),
        Duration.ofHours(1),
        Requirement.OPTIONAL);
  }

  private void reload(FileFeeds feeds) {
    feeds.reload().toCompletableFuture().join();
    look(feeds);
  }

  private void look(FileFeeds feeds) {
    alarms.look(feeds.statuses(), Instant.now());
  }
}
