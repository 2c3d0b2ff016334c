package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The claims of one feed while they are counted. For one thread. */
final class FeedTally {
  private final Map<Pattern.Kind, Integer> kinds = FeedState.noCounts();
  private final Ends.Tally ends = Ends.NONE.tally();
  private int exceptions;

  /** Counts what a feed has in a level: tombstones count for nothing. */
  void add(Role role, Pattern.Kind kind, int end) {
    add(role, kind, end, 1);
  }

  /** Counts no longer what was counted so. */
  void remove(Role role, Pattern.Kind kind, int end) {
    add(role, kind, end, -1);
  }

  private void add(Role role, Pattern.Kind kind, int end, int sign) {
    switch (role) {
      case CLAIM -> {
        kinds.merge(kind, sign, Integer::sum);
        ends.add(end, sign);
      }
      case EXCEPTION -> exceptions += sign;
      case NO_CLAIM, NO_EXCEPTION -> {}
    }
  }

  static FeedTally of(FeedState state) {
    FeedTally tally = new FeedTally();
    tally.kinds.putAll(state.counts());
    state.ends().byMinute().forEach(tally.ends::add);
    tally.exceptions = state.exceptions();
    return tally;
  }

  /** Counts all that is in a level, which has nothing of other feeds. */
  void addAll(Level level) {
    level.forEachKind((entry, kind) -> addAll(level, entry, kind));
  }

  private void addAll(Level level, int entry, Pattern.Kind kind) {
    ClaimColumn column = level.column();
    for (int i = 0; i < column.count(entry); i++) {
      add(level.claims().role(column.claim(entry, i)), kind, column.end(entry, i));
    }
  }

  /** What a feed that claims something else now is, with what was counted. */
  FeedState next(String feed, @Nullable Instant limit) {
    return FeedState.of(feed, kinds, exceptions, ends.ends(), limit, 0);
  }

  /** The same feed with what was counted. */
  FeedState countFor(FeedState state) {
    return state.counting(kinds, exceptions, ends.ends());
  }

  /** The feed without what was counted. */
  FeedState takenFrom(FeedState state) {
    FeedTally left = of(state);
    kinds.forEach((kind, claims) -> left.kinds.merge(kind, -claims, Integer::sum));
    ends.byMinute().forEach((end, claims) -> left.ends.add(end, -claims));
    left.exceptions -= exceptions;
    return left.countFor(state);
  }
}
