package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.Role.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /** What the feed claims already, in the same words and with the same end, is no change. */
  public FeedIndex build() {
    Changes changes = new Changes(new FeedWalk(store, before), before);
    named.forEach((pattern, said) -> changes.make(pattern, said.orElse(null)));
    Delta delta = Delta.of(changes.said, store.key());
    delta.countBy(changes.tally);
    return FeedIndex.amended(
        store,
        before,
        changes.tally.next(before.feed(), before.limit()).with(before.precedence()),
        new FeedIndex.Change(delta, changes.counted(), Repeated.NOTHING));
  }

  /** The changes while they are made, and counted. */
  private static final class Changes {
    private final FeedWalk walk;
    private final FeedTally tally;
    private final Claim tombstone;
    private final List<Sighting> said = new ArrayList<>();
    private @Nullable Claim latest;
    private int added;
    private int removed;
    private int changed;

    Changes(FeedWalk walk, FeedState before) {
      this.walk = walk;
      this.tally = FeedTally.of(before);
      this.tombstone = Claim.mere(before.feed(), Role.NO_CLAIM);
    }

    void make(Pattern pattern, @Nullable Indicator next) {
      boolean had = walk.find(pattern, Side.CLAIMS);
      if (had ? isSaidBy(next) : next == null) {
        return;
      }
      if (had) {
        tally.remove(Role.CLAIM, pattern.kind(), walk.end());
      }
      if (next == null) {
        said.add(new Sighting(pattern, tombstone, Minutes.NEVER, 0));
        removed++;
      } else {
        int end = Minutes.of(next.validUntil());
        said.add(new Sighting(pattern, claim(next), end, next.line()));
        changed += had ? 1 : 0;
        added += had ? 0 : 1;
      }
    }

    private boolean isSaidBy(@Nullable Indicator next) {
      return next != null && walk.end() == Minutes.of(next.validUntil()) && walk.claim().isOf(next);
    }

    /** What comes one after the other mostly says the same. */
    private Claim claim(Indicator next) {
      Claim known = latest;
      if (known == null || !known.isOf(next)) {
        known = Claim.of(next);
        latest = known;
      }
      return known;
    }

    FeedChange counted() {
      return new FeedChange(added, removed, changed);
    }
  }
}
