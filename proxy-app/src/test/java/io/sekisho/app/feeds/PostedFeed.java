package io.sekisho.app.feeds;

import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.SpecialPurposeHandling;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.snapshot.LiveRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A feed called soc that is posted to, in a directory of its own, at a time that a test sets. */
record PostedFeed(Path directory, LiveRules rules, AtomicLong now) {
  static PostedFeed in(Path directory) {
    AtomicLong now = new AtomicLong(Instant.parse("2026-11-23T03:00:00Z").toEpochMilli());
    return at(directory, now);
  }

  /** The same directory, in a process that has no rules yet. */
  PostedFeed restarted() {
    return at(directory, now);
  }

  private static PostedFeed at(Path directory, AtomicLong now) {
    LiveRules rules = new LiveRules(() -> Instant.ofEpochMilli(now.get()));
    return new PostedFeed(directory, rules, now);
  }

  Instant time() {
    return Instant.ofEpochMilli(now.get());
  }

  void later(Duration time) {
    long unused = now.addAndGet(time.toMillis());
  }

  static FeedSource source() {
    FeedSettings settings =
        new FeedSettings(
            "soc", FormatChoice.AUTO, 90, Duration.ofDays(30), SpecialPurposeHandling.REFUSE);
    return new FeedSource(
        new FeedLocation.Posted(),
        settings,
        GateSettings.DEFAULT,
        FeedSource.DEFAULT_REFRESH,
        FeedSource.Requirement.OPTIONAL);
  }

  FeedPlan plan(List<FeedSource> sources, List<NeverBlockSource> neverBlock) {
    return new FeedPlan(sources, neverBlock, directory.resolve("state"));
  }

  FeedService started() {
    return started(plan(List.of(source()), List.of()));
  }

  FeedService started(FeedPlan plan) {
    FeedService service = new FeedService(rules, this::time, plan, new FeedAlarms(List.of()));
    service.start(WatchedFile.PATIENCE);
    return service;
  }

  Path log() {
    return directory.resolve("state/feeds/soc.changes");
  }

  boolean isHostile(String name) {
    return WatchedFile.isHostile(rules, name);
  }

  static ChangeOutcome post(FeedService service, String body) {
    return service
        .change("soc", body.getBytes(StandardCharsets.UTF_8))
        .toCompletableFuture()
        .join();
  }

  static ChangeOutcome.Made made(FeedService service, String body) {
    return post(service, body)
        .fold(
            made -> made,
            refused -> {
              throw new AssertionError(refused.toString());
            });
  }

  static ChangeOutcome.Reason refused(FeedService service, String body) {
    return post(service, body)
        .fold(
            made -> {
              throw new AssertionError(made.toString());
            },
            ChangeOutcome.Refused::reason);
  }
}
