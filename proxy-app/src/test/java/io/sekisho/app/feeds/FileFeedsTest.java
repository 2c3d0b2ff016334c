package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedStatus.Standing;
import io.sekisho.rules.feed.EmptyHandling;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileFeedsTest {
  @TempDir private Path directory;
  private WatchedFile feed = WatchedFile.UNSET;

  @BeforeEach
  void writeFirstCopy() throws IOException {
    feed = WatchedFile.in(directory);
  }

  @Test
  void aFeedThatMayBeEmptyMayBecomeEmpty() throws IOException {
    GateSettings mayBeEmpty = new GateSettings(EmptyHandling.ACCEPT, 50);
    FeedPlan plan =
        feed.plan(List.of(WatchedFile.source("c2", feed.file(), mayBeEmpty)), List.of());

    try (FileFeeds feeds = feed.started(plan)) {
      Files.writeString(feed.file(), "# nothing today\n");
      WatchedFile.await(() -> !feed.isHostile("one.example"));

      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.CURRENT);
    }
  }

  @Test
  void aMissingFeedIsTriedAndLeavesTheOthersAlone() throws IOException {
    Path absent = feed.directory().resolve("absent.txt");
    FeedPlan plan =
        feed.plan(
            List.of(
                WatchedFile.source("absent", absent, GateSettings.DEFAULT),
                WatchedFile.source("c2", feed.file(), GateSettings.DEFAULT)),
            List.of());

    try (FileFeeds feeds = feed.started(plan)) {
      FeedStatus missing = feeds.statuses().get(0);

      assertThat(missing.isTried()).isTrue();
      assertThat(missing.standing()).isEqualTo(Standing.NONE);
      assertThat(missing.failure().orElseThrow().failure().detail())
          .isEqualTo(absent + " does not exist");
      assertThat(feed.isHostile("one.example")).isTrue();
    }
  }

  @Test
  void neverBlockFilesAndLiteralsAreInForceAndWatched() throws IOException {
    Path allow = Files.writeString(feed.directory().resolve("allow.txt"), "one.example\n");
    NeverBlockSource literal =
        new NeverBlockSource.Literal(new Pattern.SubTree(new HostName("two.example")));
    FeedPlan plan =
        feed.plan(
            List.of(WatchedFile.source("c2", feed.file(), GateSettings.DEFAULT)),
            List.of(new NeverBlockSource.InFile(allow), literal));

    try (FileFeeds feeds = feed.started(plan)) {
      assertThat(feed.isHostile("one.example")).isFalse();
      assertThat(feed.isHostile("two.example")).isFalse();
      Files.writeString(allow, "other.example\n");
      WatchedFile.await(() -> feed.isHostile("one.example"));
      Files.delete(allow);
      WatchedFile.await(() -> feeds.statuses().get(0).isFailing());

      assertThat(feed.rules().current().neverBlock().entries()).isEqualTo(2);
    }
  }

  @Test
  void commandsThatOnlyLookNeverWrite() throws IOException {
    List<FeedStatus> statuses =
        FileFeeds.loadOnce(feed.plan(), feed.rules(), InstantSource.system());

    assertThat(statuses).extracting(FeedStatus::standing).containsExactly(Standing.CURRENT);
    assertThat(feed.isHostile("one.example")).isTrue();
    assertThat(feed.directory().resolve("state")).doesNotExist();
  }
}
