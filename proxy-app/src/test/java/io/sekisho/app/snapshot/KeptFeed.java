package io.sekisho.app.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedAlarms;
import io.sekisho.app.feeds.FeedLocation;
import io.sekisho.app.feeds.FeedPlan;
import io.sekisho.app.feeds.FeedSource;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.app.feeds.FileFeeds;
import io.sekisho.app.feeds.NeverBlockSource;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.SpecialPurposeHandling;
import io.sekisho.rules.feed.format.FormatChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A feed of thousands of names in a file, and the state that processes leave of it.
 *
 * @param expires null where its entries never do
 */
record KeptFeed(
    Path file,
    Path state,
    CountingFormat format,
    int confidence,
    @Nullable Duration expires,
    List<NeverBlockSource> neverBlock) {
  static final int NAMES = 3_000;
  static final KeptFeed UNSET =
      new KeptFeed(Path.of("unset"), Path.of("unset"), new CountingFormat(), 90, null, List.of());

  static KeptFeed in(Path directory) throws IOException {
    KeptFeed feed =
        new KeptFeed(
            directory.resolve("c2.txt"),
            Files.createDirectories(directory.resolve("state")),
            new CountingFormat(),
            90,
            null,
            List.of());
    feed.lists(0, NAMES);
    return feed;
  }

  KeptFeed withConfidence(int other) {
    return new KeptFeed(file, state, format, other, expires, neverBlock);
  }

  KeptFeed expiring(Duration after) {
    return new KeptFeed(file, state, format, confidence, after, neverBlock);
  }

  KeptFeed exempting(NeverBlockSource... entries) {
    return new KeptFeed(file, state, format, confidence, expires, List.of(entries));
  }

  KeptFeed in(Path otherFile, Path otherState) {
    return new KeptFeed(otherFile, otherState, format, confidence, expires, neverBlock);
  }

  /** The file has the names from one number to another now, and is as old as always. */
  void lists(int from, int to) throws IOException {
    Files.writeString(
        file,
        IntStream.range(from, to).mapToObj(i -> name(i) + "\n").collect(Collectors.joining()));
    Files.setLastModifiedTime(file, FileTime.from(KeptRun.NOON.minus(Duration.ofDays(1))));
  }

  static String name(int number) {
    return "n" + number + ".example";
  }

  Path kept(String suffix) {
    return state.resolve("feeds/c2." + suffix);
  }

  /** What a process told of the feed, and how many lines of it the process read. */
  record Told(FeedStatus status, int linesRead) {}

  /** A process from a start to an end, at noon, of which all changes are on disk. */
  Told run() {
    return run(KeptRun.NOON, run -> {});
  }

  /** Asks a process something before its end. */
  @FunctionalInterface
  interface Question {
    void ask(KeptRun run);
  }

  Told run(Instant now, Question question) {
    int unused = format.linesRead();
    try (KeptRun run = KeptRun.in(state, now, Set.of("c2"));
        FileFeeds feeds = reading(now, run)) {
      KeptRun.await(() -> run.status().time().isPresent() && run.keeper().journalBytes() > 0);
      run.awaitJournal();
      question.ask(run);
      FeedStatus status = feeds.statuses().get(feeds.statuses().size() - 1);
      assertThat(status.isFailing()).isFalse();
      return new Told(status, format.linesRead());
    }
  }

  private FileFeeds reading(Instant now, KeptRun run) {
    FeedSettings settings =
        new FeedSettings(
            "c2", FormatChoice.of(format), confidence, expires, SpecialPurposeHandling.REFUSE);
    FeedSource source =
        new FeedSource(
            new FeedLocation.InFile(file),
            settings,
            GateSettings.DEFAULT,
            FeedSource.DEFAULT_REFRESH,
            FeedSource.Requirement.OPTIONAL);
    FileFeeds feeds =
        new FileFeeds(
            new FeedPlan(List.of(source), neverBlock, state),
            run.rules(),
            InstantSource.fixed(now),
            new FeedAlarms(List.of()));
    feeds.start().toCompletableFuture().join();
    return feeds;
  }
}
