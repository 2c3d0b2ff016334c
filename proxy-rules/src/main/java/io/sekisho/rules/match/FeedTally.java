package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The claims of one feed while they are counted. For one thread. */
final class FeedTally {
  private final Map<Pattern.Kind, Integer> kinds = FeedState.noCounts();
  private final Ends.Tally ends;
  private int exceptions;
  private Pattern.Kind runKind = Pattern.Kind.NAME;
  private int runEnd;
  private int run;

  FeedTally() {
    this(Ends.NONE);
  }

  private FeedTally(Ends begun) {
    ends = begun.tally();
  }

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
      case CLAIM -> addClaim(kind, end, sign);
      case EXCEPTION -> exceptions += sign;
      case NO_CLAIM, NO_EXCEPTION -> {}
    }
  }

  /** Claims come in runs of one kind and one end. */
  private void addClaim(Pattern.Kind kind, int end, int sign) {
    if (kind != runKind || end != runEnd) {
      endRun();
      runKind = kind;
      runEnd = end;
    }
    run += sign;
  }

  private void endRun() {
    if (run != 0) {
      kinds.merge(runKind, run, Integer::sum);
      ends.add(runEnd, run);
      run = 0;
    }
  }

  static FeedTally of(FeedState state) {
    FeedTally tally = new FeedTally(state.ends());
    tally.kinds.putAll(state.counts());
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
    endRun();
    return FeedState.of(feed, kinds, exceptions, ends.ends(), limit, 0);
  }

  /** The same feed with what was counted. */
  FeedState countFor(FeedState state) {
    endRun();
    return state.counting(kinds, exceptions, ends.ends());
  }
}
