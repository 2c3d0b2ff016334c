package io.sekisho.rules.snapshot;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import java.util.function.Predicate;

/**
 * Two names whose verdict is the same in every generation, whatever feeds and never-block entries
 * say: so anybody can see a block, and readiness can ask whether the rules answer right.
 */
final class Probes {
  static final HostName HOSTILE = new HostName("c2-test.sekisho.invalid");
  static final HostName CLEAN = new HostName("clean-test.sekisho.invalid");
  static final String FEED = "built-in";

  private Probes() {}

  static FeedIndex index() {
    FeedIndex.Builder builder = FeedIndex.builder(FEED);
    builder.add(
        new Indicator(
            new Pattern.SubTree(HOSTILE),
            FEED,
            0,
            "Sekisho test indicator",
            Indicator.MAX_CONFIDENCE,
            null));
    return builder.build();
  }

  static boolean isHostile(Clue clue) {
    return hasName(clue, name -> name.isAtOrBelow(HOSTILE));
  }

  static boolean isClean(Clue clue) {
    return hasName(clue, CLEAN::equals);
  }

  private static boolean hasName(Clue clue, Predicate<HostName> condition) {
    return clue.destination().host().fold(condition::test, address -> false);
  }
}
