package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.app.feeds.FeedStatus.Standing;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start waits for before traffic comes. */
final class FeedStartTest {
  private static final Duration IMPATIENCE = Duration.ofMillis(200);

  @TempDir private Path directory;
  private final HeldFormat held = HeldFormat.held();
  private WatchedFile feed = WatchedFile.UNSET;
  private Path slow = Path.of("unset");

  @BeforeEach
  void writeFiles() throws IOException {
    feed = WatchedFile.in(directory);
    slow = Files.writeString(directory.resolve("slow.txt"), "slow.example\n");
  }

  @AfterEach
  void release() {
    held.release();
  }

  @Test
  void onlyFeedsOfWhichNothingIsInForceAreWaitedFor() {
    leave("slow");
    FeedSource left = source("slow", slow, FormatChoice.of(held));
    FeedSource missing = WatchedFile.source("c2", feed.file(), GateSettings.DEFAULT);

    try (FeedService service = started(List.of(left, missing), List.of(), WatchedFile.PATIENCE)) {
      FeedStatus slowest = service.statuses().get(0);

      assertThat(feed.isHostile("one.example")).isTrue();
      assertThat(feed.isHostile("left.example")).isTrue();
      assertThat(slowest.standing()).isEqualTo(Standing.UNTRIED);
      assertThat(slowest.copyInForce().orElseThrow().report().accepted()).isEqualTo(1);

      held.release();
      WatchedFile.await(() -> feed.isHostile("slow.example"));
      assertThat(feed.isHostile("left.example")).isFalse();
    }
  }

  @Test
  void aFeedThatCannotBeHadIsNotWaitedForAgain() {
    leave("c2");
    FeedSource absent = WatchedFile.source("absent", slow.resolve("x"), GateSettings.DEFAULT);
    FeedSource left = source("c2", slow, FormatChoice.of(held));

    try (FeedService service = started(List.of(absent, left), List.of(), WatchedFile.PATIENCE)) {
      assertThat(service.statuses().get(0).standing()).isEqualTo(Standing.NONE);
      assertThat(service.statuses().get(1).standing()).isEqualTo(Standing.UNTRIED);
      held.release();
    }
  }

  @Test
  void aFeedOfWhichAllHasEndedDoesNotStandAsLeft() {
    leave("c2", Instant.EPOCH);
    FeedSource ended = source("c2", slow, FormatChoice.of(held));

    try (FeedService service = started(List.of(ended), List.of(), IMPATIENCE)) {
      assertThat(service.statuses().get(0).copyInForce()).isEmpty();
      held.release();
    }
  }

  @Test
  void neverBlockFilesAreInForceBeforeTrafficComes() throws IOException {
    leave("c2");
    Path list = Files.writeString(directory.resolve("allow.txt"), "left.example\n");
    FeedSource left = source("c2", slow, FormatChoice.of(held));

    try (FeedService service =
        started(List.of(left), List.of(new NeverBlockSource.InFile(list)), WatchedFile.PATIENCE)) {
      assertThat(feed.isHostile("left.example")).isFalse();
      assertThat(service.statuses()).hasSize(2);
      held.release();
    }
  }

  @Test
  void neverBlockEntriesOfTheConfigurationDoNotWaitForFiles() {
    leave("c2");
    NeverBlockSource file =
        new NeverBlockSource.InFile(slow, FormatChoice.of(held), NeverBlockUse.EXEMPT);
    NeverBlockSource literal =
        new NeverBlockSource.Literal(new Pattern.SubTree(new HostName("left.example")));

    try (FeedService service = started(List.of(), List.of(file, literal), IMPATIENCE)) {
      assertThat(feed.isHostile("left.example")).isFalse();
      assertThat(feed.rules().current().neverBlock().entries()).isEqualTo(1);

      held.release();
      WatchedFile.await(() -> feed.rules().current().neverBlock().entries() == 2);
      assertThat(service.statuses()).hasSize(1);
    }
  }

  /** What an earlier process has left of a feed. */
  private void leave(String name) {
    leave(name, null);
  }

  private void leave(String name, @Nullable Instant end) {
    FeedIndex.Builder index = FeedIndex.builder(name).until(end);
    index.add(
        new Indicator(new Pattern.SubTree(new HostName("left.example")), name, 1, null, 90, null));
    feed.rules().replace(index.build());
  }

  private FeedService started(
      List<FeedSource> sources, List<NeverBlockSource> neverBlock, Duration patience) {
    FeedService service =
        new FeedService(
            feed.rules(),
            InstantSource.system(),
            feed.plan(sources, neverBlock),
            new FeedAlarms(List.of()));
    service.start(patience);
    return service;
  }

  private static FeedSource source(String name, Path file, FormatChoice format) {
    return new FeedSource(
        new FeedLocation.InFile(file),
        FeedSettings.of(name, format),
        GateSettings.DEFAULT,
        FeedSource.DEFAULT_REFRESH,
        Requirement.OPTIONAL);
  }
}
