package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.Role.Side;
import java.util.HashMap;
import java.util.Map;

/**
 * How much each feed claims in levels that come one upon another, counted by what each of them
 * changes: it takes as long as there is in those that come, however much is below. For one thread.
 */
final class Census {
  private final Map<String, FeedState> feeds;
  private final Map<String, FeedTally> tallies = new HashMap<>();

  /** Begins with what is counted for these feeds; others are not counted. */
  Census(Map<String, FeedState> feeds) {
    this.feeds = feeds;
  }

  /** Counts what is said above a store, which has been counted, by the change of a number. */
  void put(Iterable<Sighting> said, long change, ClaimStore below) {
    Map<String, FeedWalk> walks = new HashMap<>();
    for (Sighting each : said) {
      FeedState feed = feeds.get(each.claim().feed());
      if (feed != null && change >= feed.since()) {
        FeedWalk walk = walks.computeIfAbsent(feed.feed(), name -> new FeedWalk(below, feed));
        put(tally(feed), walk, each);
      }
    }
  }

  private FeedTally tally(FeedState feed) {
    return tallies.computeIfAbsent(feed.feed(), name -> FeedTally.of(feed));
  }

  private static void put(FeedTally tally, FeedWalk below, Sighting said) {
    Pattern pattern = said.pattern();
    Side side = said.claim().role().side();
    if (below.find(pattern, side)) {
      tally.remove(below.claim().role(), pattern.kind(), below.end());
    }
    tally.add(said.claim().role(), pattern.kind(), said.end());
  }

  /** A feed with what there is of it by now; as it is where it is not counted. */
  FeedState counted(FeedState feed) {
    FeedState begun = feeds.get(feed.feed());
    return begun == null ? feed : tally(begun).countFor(feed);
  }
}
