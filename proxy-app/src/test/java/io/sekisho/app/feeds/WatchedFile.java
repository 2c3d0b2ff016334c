package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A feed in a file of a directory of its own, and the rules that it is put in force in. */
record WatchedFile(Path directory, LiveRules rules) {
  static final WatchedFile UNSET =
      new WatchedFile(Path.of("unset"), new LiveRules(InstantSource.system()));
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The first copy names one.example and two.example. */
  static WatchedFile in(Path directory) throws IOException {
    WatchedFile feed = new WatchedFile(directory, new LiveRules(InstantSource.system()));
    Files.writeString(feed.file(), "one.example\ntwo.example\n");
    return feed;
  }

  Path file() {
    return directory.resolve("c2.txt");
  }

  FeedPlan plan() {
    return plan(List.of(source("c2", file(), GateSettings.DEFAULT)), List.of());
  }

  FeedPlan plan(List<FeedSource> sources, List<NeverBlockSource> neverBlock) {
    return new FeedPlan(sources, neverBlock, directory.resolve("state"));
  }

  FileFeeds started() {
    return started(plan());
  }

  FileFeeds started(FeedPlan plan) {
    return started(plan, rules);
  }

  boolean isHostile(String name) {
    return isHostile(rules, name);
  }

  static FileFeeds started(FeedPlan plan, LiveRules rules) {
    FileFeeds feeds = new FileFeeds(plan, rules, InstantSource.system(), new FeedAlarms(List.of()));
    feeds.start().toCompletableFuture().join();
    return feeds;
  }

  static boolean isHostile(LiveRules rules, String name) {
    Clue clue = new Clue(Clue.Kind.LOOKUP, Endpoint.parse(name + ":443").orElseThrow());
    return rules.decide(Evidence.of(clue)).isHostile();
  }

  static FeedSource source(String name, Path file, GateSettings gate) {
    return new FeedSource(
        file,
        FeedSettings.of(name, FormatChoice.DOMAINS),
        gate,
        FeedSource.DEFAULT_REFRESH,
        Requirement.OPTIONAL);
  }

  static FeedStatus status(FileFeeds feeds) {
    return feeds.statuses().get(0);
  }

  static String faultOf(FileFeeds feeds) {
    return status(feeds).failure().orElseThrow().failure().fault().label();
  }

  static void await(BooleanSupplier condition) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited %s", PATIENCE).isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
