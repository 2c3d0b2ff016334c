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

  /** Counts the newest level of a store, which has been counted but for that. */
  void putNewest(ClaimStore store) {
    NumberedLevel newest = store.newestFirst().get(0);
    Map<String, FeedWalk> below = new HashMap<>();
    ClaimStore older = store.withoutNewest();
    Level level = newest.level();
    for (int entry = 0; entry < level.size(); entry++) {
      for (int i = 0; i < level.column().count(entry); i++) {
        Claim claim = level.claims().claim(level.column().claim(entry, i));
        FeedState feed = feeds.get(claim.feed());
        if (feed != null && newest.number() >= feed.since()) {
          FeedWalk walk = below.computeIfAbsent(feed.feed(), name -> new FeedWalk(older, feed));
          put(tally(feed), walk, FeedWalk.sighting(level, entry, i));
        }
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
