package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.guard.Coverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  private FeedPlan plan(Duration refresh) {
    FeedSource source =
        new FeedSource(
            new FeedLocation.InFile(feed.file()),
            FeedSettings.of("c2", FormatChoice.of(format)),
            GateSettings.DEFAULT,
            refresh,
            Requirement.OPTIONAL);
    return feed.plan(
        List.of(source),
        List.of(new NeverBlockSource.InFile(guard, FormatChoice.DOMAINS, SUPPRESS)));
  }

  @Test
  void anErrorInOneReadingIsToldAndEndsNoWatching() throws IOException {
    try (FileFeeds feeds = feed.started(plan(FeedSource.DEFAULT_REFRESH))) {
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
  void memoryThatIsShortWhileGuardsChangeIsToldAndTheyCountWhenItIsThere() throws IOException {
    try (FileFeeds feeds = feed.started(plan(Duration.ofMillis(200)))) {
      format.error().set(new OutOfMemoryError("of a test"));
      Files.writeString(guard, "one.example\nother.example\n");
      WatchedFile.await(() -> feeds.statuses().get(1).isFailing());
      FeedStatus failing = feeds.statuses().get(1);
      boolean unguarded = feed.isHostile("one.example");
      format.error().set(null);

      WatchedFile.await(() -> !feed.isHostile("one.example"));

      assertThat(unguarded).isTrue();
      assertThat(failing.failure().orElseThrow().failure().fault()).isEqualTo(FeedFault.NO_ROOM);
    }
  }
}
