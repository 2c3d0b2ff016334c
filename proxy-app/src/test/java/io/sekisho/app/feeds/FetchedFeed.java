package io.sekisho.app.feeds;

import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.app.feeds.http.FeedServer;
import io.sekisho.app.feeds.http.HttpSource;
import io.sekisho.app.feeds.http.HttpSource.Protection;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.snapshot.LiveRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A feed on a server of loopback, with a state directory of its own. */
record FetchedFeed(Path directory, URI uri, Duration refresh) {
  static final Duration OFTEN = Duration.ofMillis(100);
  static final Duration SELDOM = Duration.ofHours(1);

  static FetchedFeed of(FeedServer server, Path directory) {
    return new FetchedFeed(directory, server.uri("/c2.txt"), OFTEN);
  }

  FetchedFeed every(Duration time) {
    return new FetchedFeed(directory, uri, time);
  }

  FetchedFeed at(URI other) {
    return new FetchedFeed(directory, other, refresh);
  }

  FeedSource source(String name) {
    return new FeedSource(
        new FeedLocation.OnWeb(HttpSource.plain(uri, Protection.INSECURE)),
        FeedSettings.of(name, FormatChoice.DOMAINS),
        GateSettings.DEFAULT,
        refresh,
        Requirement.OPTIONAL);
  }

  FeedPlan plan() {
    return plan(List.of(source("c2")));
  }

  FeedPlan plan(List<FeedSource> sources) {
    return new FeedPlan(sources, List.of(), directory.resolve("state"));
  }

  /** Waits until it was tried. */
  FileFeeds started(LiveRules rules) {
    FileFeeds feeds = begun(rules);
    WatchedFile.await(() -> WatchedFile.status(feeds).isTried());
    return feeds;
  }

  FileFeeds begun(LiveRules rules) {
    FileFeeds feeds = new FileFeeds(plan(), rules, InstantSource.system());
    var unused = feeds.start();
    return feeds;
  }

  Path kept() {
    return directory.resolve("state/feeds/c2.copy");
  }
}
