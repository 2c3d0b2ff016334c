package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.NeverBlockUse.Effect;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes in force while nothing that is kept of it gets on disk. */
final class SlowDiskTest {
  private static final NeverBlockUse SUPPRESS =
      new NeverBlockUse(Effect.SUPPRESS, Coverage.NAMES, NeverBlockUse.ALL);

  @TempDir private Path directory;
  private WatchedFile feed = WatchedFile.UNSET;
  private Path other = Path.of("unset");
  private Path guard = Path.of("unset");

  @BeforeEach
  void writeFiles() throws IOException {
    feed = WatchedFile.in(directory);
    other = Files.writeString(directory.resolve("other.txt"), "first.example\n");
    guard = Files.writeString(directory.resolve("guard.txt"), "guarded.example\n");
  }

  private FeedPlan plan() {
    return feed.plan(
        List.of(
            WatchedFile.source("c2", feed.file(), GateSettings.DEFAULT),
            WatchedFile.source("other", other, GateSettings.DEFAULT)),
        List.of(new NeverBlockSource.InFile(guard, FormatChoice.DOMAINS, SUPPRESS)));
  }

  private Path state(String file) {
    return directory.resolve("state/feeds").resolve(file);
  }

  @ParameterizedTest
  @CsvSource({
    "c2.copy.new, two.example three.example, true",
    "c2.reading.new, two.example three.example, true",
    "c2.refused, <html>, false"
  })
  void whatWaitsForTheDiskHoldsUpNoChange(String written, String next, boolean good)
      throws IOException {
    try (FileFeeds feeds = feed.started(plan())) {
      try (StuckFile stuck = StuckFile.at(state(written))) {
        Files.writeString(feed.file(), next.replace(' ', '\n') + "\n");
        WatchedFile.await(() -> feed.isHostile("three.example") == good);
        WatchedFile.await(() -> feeds.statuses().get(1).isFailing() != good);

        Files.writeString(other, "second.example\n");
        WatchedFile.await(() -> feed.isHostile("second.example"));
        Files.writeString(feed.file(), "two.example\nfour.example\n");
        WatchedFile.await(() -> feed.isHostile("four.example"));

        assertThat(stuck.isStuck()).isTrue();
        assertThat(state("other.copy")).hasContent("first.example");
      }
      WatchedFile.await(() -> holds(state("c2.copy"), feed.file()));
      WatchedFile.await(() -> holds(state("other.copy"), other));
    }
  }

  @Test
  void guardsWorkOnACopyThatIsNotOnDiskYet() throws IOException {
    try (FileFeeds feeds = feed.started(plan())) {
      try (StuckFile stuck = StuckFile.at(state("c2.copy.new"))) {
        Files.writeString(feed.file(), "two.example\nthree.example\n");
        WatchedFile.await(() -> feed.isHostile("three.example"));
        Files.delete(feed.file());
        WatchedFile.await(() -> feeds.statuses().get(1).isFailing());

        Files.writeString(guard, "three.example\n");
        WatchedFile.await(() -> !feed.isHostile("three.example"));

        assertThat(stuck.isStuck()).isTrue();
        assertThat(feed.isHostile("two.example")).isTrue();
      }
    }
  }

  @Test
  void aNeverBlockFileThatWaitsForTheDiskHoldsUpNoChange() throws IOException {
    try (FileFeeds feeds = feed.started(plan())) {
      Path kept = directory.resolve("state/never-block");
      try (StuckFile stuck = StuckFile.at(kept.resolve(onlyFileIn(kept) + ".new"))) {
        Files.writeString(guard, "one.example\n");
        WatchedFile.await(() -> !feed.isHostile("one.example"));

        Files.writeString(feed.file(), "two.example\nthree.example\n");
        WatchedFile.await(() -> feed.isHostile("three.example"));

        assertThat(stuck.isStuck()).isTrue();
        assertThat(feeds.statuses()).noneMatch(FeedStatus::isFailing);
      }
    }
  }

  @Test
  void whatWaitedForTheDiskIsKeptAtTheEnd() throws IOException {
    try (FileFeeds feeds = feed.started(plan())) {
      try (StuckFile stuck = StuckFile.at(state("c2.copy.new"))) {
        Files.writeString(feed.file(), "two.example\nthree.example\n");
        WatchedFile.await(() -> feed.isHostile("three.example"));
        Files.writeString(other, "second.example\n");
        WatchedFile.await(() -> feed.isHostile("second.example"));
        Files.writeString(feed.file(), "two.example\nfour.example\n");
        WatchedFile.await(() -> feed.isHostile("four.example"));
        assertThat(stuck.isStuck()).isTrue();
      }
      assertThat(feeds.statuses()).noneMatch(FeedStatus::isFailing);
    }

    assertThat(state("c2.copy")).hasSameTextualContentAs(feed.file());
    assertThat(state("other.copy")).hasSameTextualContentAs(other);
  }

  private static String onlyFileIn(Path kept) throws IOException {
    try (var files = Files.list(kept)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0).getFileName().toString();
    }
  }

  private static boolean holds(Path kept, Path file) {
    try {
      return Files.mismatch(kept, file) < 0;
    } catch (IOException e) {
      return false;
    }
  }
}
