package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.Role.Side;
import io.sekisho.rules.match.table.Hits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The change of a feed from one copy to the next, of which only what went and what came is known.
 * For one thread, and for one change.
 */
final class CopyChange {
  private final ClaimStore store;
  private final FeedState before;
  private final FeedWalk walk;
  private final List<Sighting> said = new ArrayList<>();
  private final FeedTally tally;
  private final Repeated.Tally repeated = new Repeated.Tally();
  private int removed;
  private int added;
  private int changed;

  CopyChange(ClaimStore store, FeedState before) {
    this.store = store;
    this.before = before;
    this.walk = new FeedWalk(store, before);
    this.tally = FeedTally.of(before);
  }

  /** What went and came again stays. Beside a line that stays, their {@link Standing} decides. */
  FeedIndex from(FeedIndex went, FeedIndex came, @Nullable Instant end) {
    Level gone = went.changes();
    Level come = came.changes();
    repeated.addAll(came.repeated());
    gone.forEachSighting(each -> remove(each, come));
    come.forEachSighting(each -> add(each, gone));
    Delta delta = Delta.of(said, store.key());
    delta.countBy(tally);
    FeedState after = tally.next(before.feed(), end).with(before.precedence());
    FeedChange counted = new FeedChange(added, removed, changed);
    return FeedIndex.amended(
        store, before, after, new FeedIndex.Change(delta, counted, repeated.repeated()));
  }

  private void remove(Sighting gone, Level come) {
    Side side = gone.claim().role().side();
    if (!isIn(come, gone.pattern(), side) && walk.find(gone.pattern(), side)) {
      forget(gone.pattern());
      said.add(new Sighting(gone.pattern(), gone.claim().tombstone(), Minutes.NEVER, 0));
      removed++;
    }
  }

  private void forget(Pattern pattern) {
    tally.remove(walk.claim().role(), pattern.kind(), walk.end());
  }

  private static boolean isIn(Level level, Pattern pattern, Side side) {
    int entry = level.find(pattern, Probe.ofThread());
    if (entry == Hits.NONE) {
      return false;
    }
    for (int i = 0; i < level.column().count(entry); i++) {
      if (level.claims().role(level.column().claim(entry, i)).side() == side) {
        return true;
      }
    }
    return false;
  }

  private void add(Sighting come, Level gone) {
    if (!walk.find(come.pattern(), come.claim().role().side())) {
      said.add(come);
      added++;
      return;
    }
    if (!isIn(gone, come.pattern(), come.claim().role().side())) {
      repeated.add(come.pattern());
      if (!new Standing(come.end(), come.claim().confidence()).supersedes(walk.standing())) {
        return;
      }
    }
    if (walk.end() != come.end() || !walk.claim().equals(come.claim())) {
      forget(come.pattern());
      said.add(come);
      changed++;
    }
  }
}
