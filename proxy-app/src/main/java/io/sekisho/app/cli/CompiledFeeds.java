package io.sekisho.app.cli;

import io.sekisho.app.feeds.FeedPlan;
import io.sekisho.app.feeds.FeedSource;
import io.sekisho.app.feeds.FeedStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the feeds of a plan are worth to a snapshot, once they were read. */
record CompiledFeeds(FeedPlan plan, List<FeedStatus> statuses) {

  /** Says of each that was refused why, and what counts in its place. */
  void tell(PrintWriter err) {
    statuses.stream()
        .filter(this::isRefused)
        .forEach(feed -> err.println("sekisho: " + Printable.of(reason(feed))));
    err.flush();
  }

  private static String reason(FeedStatus feed) {
    String standing =
        feed.copyInForce().isPresent() ? "its last good copy counts" : "nothing of it counts";
    return feed.name()
        + ": "
        + standing
        + feed.failure().map(failure -> ", because " + failure.failure().detail()).orElse("");
  }

  boolean isAnyRefused() {
    return statuses.stream().anyMatch(this::isRefused);
  }

  /** Whether of any nothing can be used. */
  boolean isAnyMissing() {
    return statuses.stream().anyMatch(feed -> feed.copyInForce().isEmpty());
  }

  /** Of a feed on the web the last good copy is what is asked for. */
  private boolean isRefused(FeedStatus feed) {
    return feed.copyInForce().isEmpty() || (feed.isFailing() && !isOnWeb(feed));
  }

  private boolean isOnWeb(FeedStatus feed) {
    return feed.role() == FeedStatus.Role.FEED && onWeb().contains(feed.name());
  }

  private Set<String> onWeb() {
    return plan.feeds().stream()
        .filter(source -> source.location().fold(inFile -> false, onWeb -> true, posted -> false))
        .map(FeedSource::name)
        .collect(Collectors.toSet());
  }
}
