package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.guard.Coverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors of the machine or of ours while one feed is read. */
@SuppressWarnings("NullAway.Init") // set before each test
final class FeedErrorTest {
  private static final NeverBlockUse SUPPRESS =
      new NeverBlockUse(NeverBlockUse.Effect.SUPPRESS, Coverage.NAMES, NeverBlockUse.ALL);

  @TempDir private Path directory;
  private final FailingFormat format = FailingFormat.working();
  private WatchedFile feed;
  private Path guard;

  @BeforeEach
  void writeFiles() throws IOException {
    feed = WatchedFile.in(directory);
    guard = Files.writeString(directory.resolve("guard.txt"), "other.example\n");
  }

  private FeedPlan plan() {
    FeedSource source =
        new FeedSource(
            new FeedLocation.InFile(feed.file()),
            FeedSettings.of("c2", FormatChoice.of(format)),
            GateSettings.DEFAULT,
            FeedSource.DEFAULT_REFRESH,
            Requirement.OPTIONAL);
    return feed.plan(
        List.of(source),
        List.of(new NeverBlockSource.InFile(guard, FormatChoice.DOMAINS, SUPPRESS)));
  }

  @Test
  void anErrorInOneReadingIsToldAndEndsNoWatching() throws IOException {
    try (FileFeeds feeds = feed.started(plan())) {
      format.error().set(new StackOverflowError("of a test"));
      Files.writeString(feed.file(), "three.example\n");
      WatchedFile.await(() -> feeds.statuses().get(1).isFailing());
      FeedStatus failing = feeds.statuses().get(1);
      format.error().set(null);
      Files.writeString(feed.file(), "three.example\nfour.example\n");

      WatchedFile.await(() -> feed.isHostile("four.example"));

      assertThat(failing.failure().orElseThrow().failure().detail()).contains("StackOverflowError");
    }
  }

  @Test
  void memoryThatIsShortWhileGuardsChangeEndsNoWatching() throws IOException {
    try (FileFeeds feeds = feed.started(plan())) {
      format.error().set(new OutOfMemoryError("of a test"));
      Files.writeString(guard, "one.example\nother.example\n");
      WatchedFile.await(() -> guardsRead(feeds));
      format.error().set(null);
      Files.writeString(feed.file(), "one.example\nfour.example\n");

      WatchedFile.await(() -> feed.isHostile("four.example"));

      assertThat(feed.isHostile("one.example")).isFalse();
    }
  }

  private static boolean guardsRead(FileFeeds feeds) {
    return feeds.statuses().get(0).copyInForce().orElseThrow().report().accepted() == 2;
  }
}
