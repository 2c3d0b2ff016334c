package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.Role.Side;
import java.util.LinkedHashMap;
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
    LevelBuilder batch = new LevelBuilder(store.key());
    named.forEach((pattern, said) -> changes.make(pattern, said.orElse(null), batch));
    Level level = batch.build();
    changes.tally.addAll(level);
    return FeedIndex.amended(
        store,
        before,
        changes.tally.next(before.feed(), before.limit()).with(before.precedence()),
        new FeedIndex.Change(level, changes.counted(), Repeated.NOTHING));
  }

  /** The changes while they are made, and counted. */
  private static final class Changes {
    private final FeedWalk walk;
    private final FeedTally tally;
    private final Claim tombstone;
    private int added;
    private int removed;
    private int changed;

    Changes(FeedWalk walk, FeedState before) {
      this.walk = walk;
      this.tally = FeedTally.of(before);
      this.tombstone = Claim.mere(before.feed(), Role.NO_CLAIM);
    }

    void make(Pattern pattern, @Nullable Indicator said, LevelBuilder batch) {
      boolean had = walk.find(pattern, Side.CLAIMS);
      if (had ? isSaidBy(said) : said == null) {
        return;
      }
      if (had) {
        tally.remove(Role.CLAIM, pattern.kind(), walk.end());
      }
      if (said == null) {
        batch.add(pattern, tombstone, 0);
        removed++;
      } else {
        batch.add(said);
        changed += had ? 1 : 0;
        added += had ? 0 : 1;
      }
    }

    private boolean isSaidBy(@Nullable Indicator said) {
      return said != null && walk.end() == Minutes.of(said.validUntil()) && walk.claim().isOf(said);
    }

    FeedChange counted() {
      return new FeedChange(added, removed, changed);
    }
  }
}
