package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.Role.Side;
import io.sekisho.rules.match.table.Hits;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes through what one feed has in a store. What is not in levels yet is found, and no more than
 * that; to go through all of it takes a {@linkplain ClaimStore#settled settled} store. For one
 * thread at a time.
 */
final class FeedWalk {
  private final List<NumberedLevel> newestFirst;
  private final Recent recent;
  private final FeedState state;

  FeedWalk(ClaimStore store, FeedState state) {
    this.newestFirst = store.newestFirst();
    this.recent = store.recent();
    this.state = state;
  }

  /** What is told of each that counts. */
  @FunctionalInterface
  interface Visitor {
    /** A claim or an exception, in a level by its place from the newest. */
    void see(int level, int entry, int index);
  }

  /** Every claim and exception of the feed, level after level, in the order of the entries. */
  void forEach(Visitor visitor) {
    for (int i = 0; i < newestFirst.size() && isOfInterest(i); i++) {
      Hidden hidden = hidden(i);
      int size = newestFirst.get(i).level().size();
      for (int of = 0; of < size; of++) {
        see(i, of, hidden, visitor);
      }
    }
  }

  private boolean isOfInterest(int place) {
    return newestFirst.get(place).number() >= state.since();
  }

  private void see(int place, int of, Hidden hidden, Visitor visitor) {
    Level seen = newestFirst.get(place).level();
    for (int i = 0; i < seen.column().count(of); i++) {
      Claim claim = seen.claims().claim(seen.column().claim(of, i));
      if (claim.feed().equals(state.feed())
          && !claim.role().isTombstone()
          && !hidden.by(claim.role().side()).get(of)) {
        visitor.see(place, of, i);
      }
    }
  }

  /** The entries of a level of which newer ones say otherwise. */
  private record Hidden(BitSet claims, BitSet exceptions) {
    BitSet by(Side side) {
      return switch (side) {
        case CLAIMS -> claims;
        case EXCEPTIONS -> exceptions;
      };
    }
  }

  /** Found from the newer levels, which are small beside those that they hide something of. */
  private Hidden hidden(int place) {
    Hidden hidden = new Hidden(new BitSet(), new BitSet());
    Level older = newestFirst.get(place).level();
    for (int i = 0; i < place; i++) {
      hide(newestFirst.get(i).level(), older, hidden);
    }
    return hidden;
  }

  private void hide(Level newer, Level older, Hidden hidden) {
    Probe probe = Probe.ofThread();
    for (int of = 0; of < newer.size(); of++) {
      for (int i = 0; i < newer.column().count(of); i++) {
        Claim claim = newer.claims().claim(newer.column().claim(of, i));
        if (claim.feed().equals(state.feed())) {
          int found = older.find(newer.pattern(of), probe);
          if (found != Hits.NONE) {
            hidden.by(claim.role().side()).set(found);
          }
        }
      }
    }
  }

  private boolean isHidden(int place, int of, Side side) {
    Pattern pattern = newestFirst.get(place).level().pattern(of);
    for (int i = 0; i < place; i++) {
      if (index(newestFirst.get(i).level(), pattern, side) != Hits.NONE) {
        return true;
      }
    }
    return false;
  }

  private int index(Level level, Pattern pattern, Side side) {
    int entry = level.find(pattern, Probe.ofThread());
    return entry == Hits.NONE ? Hits.NONE : index(level, entry, side);
  }

  /** Which of the claims of an entry is the feed's on one side. */
  private int index(Level level, int entry, Side side) {
    for (int i = 0; i < level.column().count(entry); i++) {
      Claim claim = level.claims().claim(level.column().claim(entry, i));
      if (claim.role().side() == side && claim.feed().equals(state.feed())) {
        return i;
      }
    }
    return Hits.NONE;
  }

  private @Nullable Sighting unsettled;
  private int level;
  private int entry;
  private int at;

  /** Looks for what the feed says of a pattern on one side; false where it says nothing. */
  boolean find(Pattern pattern, Side side) {
    Sighting said = recent.find(pattern, side, state);
    unsettled = said;
    if (said != null) {
      return !said.claim().role().isTombstone();
    }
    Probe probe = Probe.ofThread();
    for (int i = 0; i < newestFirst.size() && isOfInterest(i); i++) {
      Level asked = newestFirst.get(i).level();
      int found = asked.find(pattern, probe);
      int index = found == Hits.NONE ? Hits.NONE : index(asked, found, side);
      if (index != Hits.NONE) {
        level = i;
        entry = found;
        at = index;
        return !asked.claims().role(asked.column().claim(found, index)).isTombstone();
      }
    }
    return false;
  }

  /** The place of the level where it was found, from the newest, in a settled store. */
  int level() {
    return level;
  }

  int entry() {
    return entry;
  }

  Claim claim() {
    Sighting said = unsettled;
    if (said != null) {
      return said.claim();
    }
    Level found = newestFirst.get(level).level();
    return found.claims().claim(found.column().claim(entry, at));
  }

  Standing standing() {
    return new Standing(end(), claim().confidence());
  }

  int end() {
    Sighting said = unsettled;
    return said != null ? said.end() : newestFirst.get(level).level().column().end(entry, at);
  }

  /** The claim of an entry, where it is the feed's, counts and is not hidden. */
  Optional<Sighting> claim(NumberedLevel in, int of) {
    int index = index(in.level(), of, Side.CLAIMS);
    int place = newestFirst.indexOf(in);
    if (index == Hits.NONE || !isOfInterest(place) || isHidden(place, of, Side.CLAIMS)) {
      return Optional.empty();
    }
    Sighting sighting = sighting(in.level(), of, index);
    return Optional.of(sighting).filter(each -> each.claim().role() == Role.CLAIM);
  }

  static Sighting sighting(Level level, int entry, int index) {
    ClaimColumn column = level.column();
    return new Sighting(
        level.pattern(entry),
        level.claims().claim(column.claim(entry, index)),
        column.end(entry, index),
        column.line(entry, index));
  }
}
