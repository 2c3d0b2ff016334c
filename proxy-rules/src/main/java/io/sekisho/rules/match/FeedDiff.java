package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.Role.Side;
import java.util.BitSet;

/** What of a feed's claims a new copy has again. For one thread, and for one copy. */
final class FeedDiff {
  private final ClaimStore store;
  private final FeedWalk walk;
  private final Marks claims;
  private final Marks exceptions;
  private final Repeated.Tally repeated = new Repeated.Tally();

  /** By level, the entries that the copy has, and of those the ones of which it says otherwise. */
  private static final class Marks {
    private final BitSet[] seen;
    private final BitSet[] replaced;

    Marks(int levels) {
      seen = new BitSet[levels];
      replaced = new BitSet[levels];
      for (int i = 0; i < levels; i++) {
        seen[i] = new BitSet();
        replaced[i] = new BitSet();
      }
    }

    private long count() {
      long count = 0;
      for (BitSet each : seen) {
        count += each.cardinality();
      }
      return count;
    }
  }

  FeedDiff(ClaimStore store, FeedState state) {
    this.store = store;
    this.walk = new FeedWalk(store, state);
    this.claims = new Marks(store.levels());
    this.exceptions = new Marks(store.levels());
  }

  /** Takes in what the copy claims; whether that changes anything. */
  boolean isNew(Indicator indicator) {
    if (!walk.find(indicator.pattern(), Side.CLAIMS)) {
      return true;
    }
    noteRepetition(Side.CLAIMS, indicator.pattern());
    BitSet seen = seen(Side.CLAIMS, walk.level());
    BitSet replaced = replaced(Side.CLAIMS, walk.level());
    if (!replaced.get(walk.entry())) {
      boolean again = seen.get(walk.entry());
      replaced.set(walk.entry(), again ? isSupersededBy(indicator) : !isLike(indicator));
      seen.set(walk.entry());
    }
    return replaced.get(walk.entry());
  }

  /** Ends may differ by a minute: sources that tell how long a claim has to live vary so much. */
  private boolean isLike(Indicator indicator) {
    int end = Minutes.of(indicator.validUntil());
    boolean bothEnd = end != Minutes.NEVER && walk.end() != Minutes.NEVER;
    return (end == walk.end() || (bothEnd && Math.abs(end - walk.end()) <= 1))
        && walk.claim().isOf(indicator);
  }

  private boolean isSupersededBy(Indicator indicator) {
    return new Standing(Minutes.of(indicator.validUntil()), indicator.confidence())
        .supersedes(walk.standing());
  }

  /** Takes in an exception of the copy; whether that changes anything. */
  boolean isNewException(Pattern pattern) {
    if (!walk.find(pattern, Side.EXCEPTIONS)) {
      return true;
    }
    noteRepetition(Side.EXCEPTIONS, pattern);
    seen(Side.EXCEPTIONS, walk.level()).set(walk.entry());
    return false;
  }

  private void noteRepetition(Side side, Pattern pattern) {
    if (seen(side, walk.level()).get(walk.entry())) {
      repeated.add(pattern);
    }
  }

  /** What the copy has of these more than once. */
  Repeated repeated() {
    return repeated.repeated();
  }

  /** What is told of what the feed had before. */
  interface Visitor {
    /** The copy has it no longer. */
    void gone(Sighting before);

    /** The copy has the pattern, and may say something else of it. */
    void replaced(Sighting before);
  }

  /** Goes through what the feed had before; what is as it was is passed over. */
  void forEach(Visitor visitor) {
    walk.forEach(
        (place, entry, index) -> {
          Level level = store.newestFirst().get(place).level();
          Side side = level.claims().role(level.column().claim(entry, index)).side();
          if (!seen(side, place).get(entry)) {
            visitor.gone(FeedWalk.sighting(level, entry, index));
          } else if (replaced(side, place).get(entry)) {
            visitor.replaced(FeedWalk.sighting(level, entry, index));
          }
        });
  }

  /** How much a level of the copy's differences changes, where so many patterns are gone. */
  FeedChange change(Level differences, int gone) {
    int added = 0;
    int changed = 0;
    ClaimColumn column = differences.column();
    for (int i = 0; i < differences.size(); i++) {
      for (int j = 0; j < column.count(i); j++) {
        Sighting said = FeedWalk.sighting(differences, i, j);
        if (!said.claim().role().isTombstone()) {
          boolean had = walk.find(said.pattern(), said.claim().role().side());
          added += had ? 0 : 1;
          changed += had && !isTheSame(said) ? 1 : 0;
        }
      }
    }
    return new FeedChange(added, gone, changed);
  }

  private boolean isTheSame(Sighting said) {
    return walk.end() == said.end() && walk.claim().equals(said.claim());
  }

  private Marks marks(Side side) {
    return switch (side) {
      case CLAIMS -> claims;
      case EXCEPTIONS -> exceptions;
    };
  }

  private BitSet seen(Side side, int level) {
    return marks(side).seen[level];
  }

  private BitSet replaced(Side side, int level) {
    return marks(side).replaced[level];
  }

  /** How many of what the feed had before were found in the copy. */
  long seen() {
    return claims.count() + exceptions.count();
  }

  /** About what it takes. */
  long bytes() {
    return store.newestFirst().stream().mapToLong(each -> each.level().size()).sum() / Byte.SIZE;
  }
}
