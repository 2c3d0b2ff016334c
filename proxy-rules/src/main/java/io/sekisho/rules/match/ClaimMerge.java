package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Pattern;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Of what several levels say of one pattern after another, what still counts. For one thread. */
final class ClaimMerge {
  private static final int UNKNOWN = -1;

  /** Patterns between two pauses. */
  private static final int STEP = 1 << 12;

  private final List<NumberedLevel> newestFirst;
  private final MergeRules rules;
  private final ClaimsBuilder claims = new ClaimsBuilder();
  private final int[][] renumbered;
  private final ClaimColumnBuilder column;
  private final Group group = new Group();
  private final Map<String, FeedTally> kept = new HashMap<>();
  private FeedTally[] byClaim = new FeedTally[0];
  private Pattern.Kind kind = Pattern.Kind.NAME;
  private int steps;

  ClaimMerge(List<NumberedLevel> newestFirst, MergeRules rules) {
    this.newestFirst = newestFirst;
    this.rules = rules;
    this.renumbered = new int[newestFirst.size()][];
    long entries = 0;
    for (int i = 0; i < renumbered.length; i++) {
      renumbered[i] = new int[newestFirst.get(i).level().claims().size()];
      Arrays.fill(renumbered[i], UNKNOWN);
      entries += newestFirst.get(i).level().size();
    }
    this.column = new ClaimColumnBuilder((int) Math.min(Integer.MAX_VALUE, entries));
  }

  ClaimColumnBuilder column() {
    return column;
  }

  ClaimsBuilder claims() {
    return claims;
  }

  /** What is in the result, by feed; of none where the rules have nothing counted. */
  Map<String, FeedTally> kept() {
    return kept;
  }

  /** Begins the next pattern. */
  void begin(Pattern.Kind of) {
    kind = of;
    group.clear();
    if (++steps % STEP == 0) {
      rules.pause().run();
    }
  }

  /** Takes in what a level says of the pattern: the newest level that has it comes first. */
  void add(int level, int entry) {
    ClaimColumn said = newestFirst.get(level).level().column();
    for (int i = 0; i < said.count(entry); i++) {
      int number = renumber(level, said.claim(entry, i));
      if (counts(level, number) && !isSaid(number)) {
        group.add(number, said.end(entry, i), said.line(entry, i));
      }
    }
  }

  private boolean counts(int level, int number) {
    FeedState state = rules.feeds().get(claims.claim(number).feed());
    return state != null && newestFirst.get(level).number() >= state.since();
  }

  private boolean isSaid(int number) {
    Claim claim = claims.claim(number);
    for (int i = 0; i < group.size(); i++) {
      Claim said = claims.claim(group.claim(i));
      if (said.role().side() == claim.role().side() && said.feed().equals(claim.feed())) {
        return true;
      }
    }
    return false;
  }

  private int renumber(int level, int number) {
    int known = renumbered[level][number];
    if (known == UNKNOWN) {
      known = claims.numberOf(newestFirst.get(level).level().claims().claim(number));
      renumbered[level][number] = known;
    }
    return known;
  }

  /** Ends the pattern; whether anything is left of it. */
  boolean end() {
    if (rules.depth() == MergeRules.Depth.TO_THE_BOTTOM) {
      dropWhatSaysNothing();
    }
    if (group.size() == 0) {
      return false;
    }
    column.add(group);
    switch (rules.counting()) {
      case COUNTED -> count();
      case UNCOUNTED -> {}
    }
    return true;
  }

  private void count() {
    for (int i = 0; i < group.size(); i++) {
      int number = group.claim(i);
      tally(number).add(claims.claim(number).role(), kind, group.end(i));
    }
  }

  /** That of the feed of a claim, which is found by the claim's number the next time. */
  private FeedTally tally(int number) {
    if (number >= byClaim.length) {
      byClaim = Arrays.copyOf(byClaim, Math.max(16, 2 * number));
    }
    FeedTally known = byClaim[number];
    if (known == null) {
      known = kept.computeIfAbsent(claims.claim(number).feed(), feed -> new FeedTally());
      byClaim[number] = known;
    }
    return known;
  }

  private void dropWhatSaysNothing() {
    int kept = 0;
    for (int i = 0; i < group.size(); i++) {
      Claim claim = claims.claim(group.claim(i));
      boolean over = Minutes.isOver(group.end(i), rules.over());
      if (!over && !claim.role().isTombstone()) {
        group.set(kept++, group.claim(i), group.end(i), group.line(i));
      }
    }
    group.cutTo(kept);
  }
}
