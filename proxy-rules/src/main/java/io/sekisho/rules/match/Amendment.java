package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.Role.Side;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A few changes of what a feed claims: all that is not named stays as it is. Of two about one
 * pattern the later one counts. For one thread, and of no use once it has built.
 */
public final class Amendment {
  private final FeedState before;
  private final ClaimStore store;
  private final Map<Pattern, Optional<Indicator>> named = new LinkedHashMap<>();

  Amendment(FeedState before, ClaimStore store) {
    this.before = before;
    this.store = store;
  }

  /**
   * Adds a claim, in the place of the one about the same pattern.
   *
   * @throws IllegalArgumentException where it is another feed's
   */
  public Amendment add(Indicator indicator) {
    if (!indicator.feed().equals(before.feed())) {
      throw new IllegalArgumentException(indicator.feed() + " is not " + before.feed());
    }
    named.put(indicator.pattern(), Optional.of(indicator));
    return this;
  }

  /** Takes the claim about a pattern back, if there is one. */
  public Amendment withdraw(Pattern pattern) {
    named.put(pattern, Optional.empty());
    return this;
  }

  public FeedIndex build() {
    FeedWalk walk = new FeedWalk(store, before);
    LevelBuilder batch = new LevelBuilder(store.key());
    FeedTally tally = FeedTally.of(before);
    int removed = 0;
    int changed = 0;
    for (Map.Entry<Pattern, Optional<Indicator>> each : named.entrySet()) {
      Pattern pattern = each.getKey();
      boolean had = walk.find(pattern, Side.CLAIMS);
      if (had) {
        tally.remove(Role.CLAIM, pattern.kind(), walk.end());
      }
      if (each.getValue().isPresent()) {
        batch.add(each.getValue().get());
        changed += had ? 1 : 0;
      } else if (had) {
        batch.add(pattern, Claim.mere(before.feed(), Role.NO_CLAIM), 0);
        removed++;
      }
    }
    Level level = batch.build();
    tally.addAll(level);
    FeedChange change = new FeedChange(batch.size() - removed - changed, removed, changed);
    return FeedIndex.amended(
        store,
        before,
        tally.next(before.feed(), before.limit()).with(before.precedence()),
        new FeedIndex.Change(level, change, Repeated.NOTHING));
  }
}
