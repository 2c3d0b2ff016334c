package io.sekisho.app.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedAlarms;
import io.sekisho.app.feeds.FeedLocation;
import io.sekisho.app.feeds.FeedPlan;
import io.sekisho.app.feeds.FeedSource;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.app.feeds.FileFeeds;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.SpecialPurposeHandling;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.snapshot.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the feeds of a configuration do to what a start goes on from. */
final class FeedsAfterRestartTest {
  @TempDir private Path directory;
  private Path state = Path.of("unset");
  private Path file = Path.of("unset");

  @BeforeEach
  void leaveTheFirstCopy() throws IOException {
    state = Files.createDirectories(directory.resolve("state"));
    file = Files.writeString(directory.resolve("c2.txt"), "one.example\ntwo.example\n");
    try (KeptRun run = KeptRun.in(state);
        FileFeeds feeds = reading(run, source(null, Trust.full("c2")))) {
      run.awaitKept();
      assertThat(feeds.statuses()).noneMatch(FeedStatus::isFailing);
    }
  }

  @Test
  void aFileThatHasNotChangedChangesNothing() {
    try (KeptRun run = KeptRun.in(state);
        FileFeeds feeds = reading(run, source(null, Trust.full("c2")))) {
      assertThat(feeds.statuses().get(0).copyInForce().orElseThrow().change().isNone()).isTrue();
      assertThat(run.status().compactions().count()).isZero();
      assertThat(run.isHostile("one.example")).isTrue();
    }
  }

  @Test
  void differencesOfAFileThatChangedMeanwhileComeInForceAndAreKept() throws IOException {
    Files.writeString(file, "two.example\nthree.example\n");
    try (KeptRun run = KeptRun.in(state)) {
      assertThat(run.isHostile("one.example")).isTrue();

      try (FileFeeds feeds = reading(run, source(null, Trust.full("c2")))) {
        assertThat(run.isHostile("three.example")).isTrue();
        assertThat(run.isHostile("one.example")).isFalse();
        assertThat(feeds.statuses().get(0).copyInForce().orElseThrow().report().accepted())
            .isEqualTo(2);
      }
    }

    try (KeptRun next = KeptRun.in(state)) {
      assertThat(next.isHostile("three.example")).isTrue();
      assertThat(next.isHostile("one.example")).isFalse();
    }
  }

  @Test
  void whatAFileThatIsGoneSaidLastStaysInForce() throws IOException {
    Files.delete(file);

    try (KeptRun run = KeptRun.in(state);
        FileFeeds feeds = reading(run, source(null, Trust.full("c2")))) {
      assertThat(run.isHostile("one.example")).isTrue();
      assertThat(feeds.statuses().get(0).isFailing()).isTrue();
    }
  }

  @Test
  void whatWasLeftOfAFeedIsItsLastGoodCopyEvenWhereNoCopyWasKept() throws IOException {
    Files.delete(file);
    Files.delete(state.resolve("feeds/c2.copy"));

    try (KeptRun run = KeptRun.in(state);
        FileFeeds feeds = reading(run, source(null, Trust.full("c2")))) {
      FeedStatus status = feeds.statuses().get(0);

      assertThat(run.isHostile("one.example")).isTrue();
      assertThat(status.standing()).isEqualTo(FeedStatus.Standing.LAST_GOOD);
      assertThat(status.copyInForce().orElseThrow().report().accepted()).isEqualTo(2);
    }
  }

  @Test
  void aFeedThatIsTrustedLessNowIsSuspectAlone() {
    try (KeptRun run = KeptRun.in(state);
        FileFeeds feeds = reading(run, source(null, new Trust("c2", 0, 2)))) {
      assertThat(run.isHostile("one.example")).isFalse();
      assertThat(feeds.statuses()).hasSize(1);
    }
  }

  @Test
  void anEndThatIsSetNowEndsWhatIsInForce() {
    try (KeptRun run = KeptRun.in(state);
        FileFeeds feeds = reading(run, source(Duration.ofHours(1), Trust.full("c2")))) {
      assertThat(feeds.statuses().get(0).copyInForce().orElseThrow().lastExpiry())
          .contains(KeptRun.NOON.plus(Duration.ofHours(1)));
    }

    try (KeptRun late = KeptRun.in(state, KeptRun.NOON.plus(Duration.ofHours(2)), Set.of("c2"))) {
      assertThat(late.isHostile("one.example")).isFalse();
    }
  }

  @Test
  void anEndThatIsNotSetAnyMoreEndsNothing() {
    try (KeptRun run = KeptRun.in(state);
        FileFeeds feeds = reading(run, source(Duration.ofHours(1), Trust.full("c2")))) {
      assertThat(feeds.statuses()).hasSize(1);
    }
    Instant late = KeptRun.NOON.plus(Duration.ofHours(2));

    try (KeptRun run = KeptRun.in(state, late, Set.of("c2"));
        FileFeeds feeds = reading(run, source(null, Trust.full("c2")))) {
      assertThat(run.isHostile("one.example")).isTrue();
      assertThat(feeds.statuses().get(0).copyInForce().orElseThrow().lastExpiry()).isEmpty();
    }
  }

  @Test
  void exceptionsOverruleAsTheirFormatSaysBeforeTheFeedIsRead() throws IOException {
    Path zones =
        Files.writeString(
            directory.resolve("zones.conf"),
            """
            local-zone: "example." transparent
            local-zone: "c2.example." refuse
            """);
    FeedSource unbound = source("zones", zones, "unbound");
    Set<String> both = Set.of("c2", "zones");
    try (KeptRun run = KeptRun.in(state, KeptRun.NOON, both);
        FileFeeds feeds = reading(run, unbound)) {
      assertThat(run.isHostile("c2.example")).isTrue();
      assertThat(feeds.statuses()).hasSize(1);
    }

    try (KeptRun next = KeptRun.in(state, KeptRun.NOON, both)) {
      assertThat(next.isHostile("c2.example")).isTrue();
      assertThat(next.isHostile("other.example")).isFalse();
    }
  }

  private FileFeeds reading(KeptRun run, FeedSource source) {
    FeedPlan plan = new FeedPlan(List.of(source), List.of(), state);
    InstantSource clock = InstantSource.fixed(run.now());
    FileFeeds feeds = new FileFeeds(plan, run.rules(), clock, new FeedAlarms(List.of()));
    feeds.start().toCompletableFuture().join();
    return feeds;
  }

  private FeedSource source(@Nullable Duration expires, Trust trust) {
    FeedSettings settings =
        new FeedSettings("c2", FormatChoice.DOMAINS, 90, expires, SpecialPurposeHandling.REFUSE);
    return source(settings, file, trust);
  }

  private static FeedSource source(String name, Path from, String format) {
    Optional<FormatChoice> choice = FormatChoice.named(format);
    return source(FeedSettings.of(name, choice.orElseThrow()), from, Trust.full(name));
  }

  private static FeedSource source(FeedSettings settings, Path from, Trust trust) {
    return new FeedSource(
        new FeedLocation.InFile(from),
        settings,
        GateSettings.DEFAULT,
        FeedSource.DEFAULT_REFRESH,
        FeedSource.Requirement.OPTIONAL,
        trust);
  }
}
