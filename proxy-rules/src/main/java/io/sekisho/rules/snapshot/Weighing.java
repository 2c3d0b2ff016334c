package io.sekisho.rules.snapshot;

import io.sekisho.rules.Match;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.Indicator;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighs the matches against one flow by the trust in their feeds. Each origin has one voice, as
 * confident as its most confident match; voices that do not depend on each other leave {@code (1 -
 * a)(1 - b)...} of doubt.
 */
final class Weighing {
  private final Map<String, Trust> trust;
  private final Map<String, Integer> voices = new HashMap<>();
  private final double confidence;

  private Weighing(Map<String, Trust> trust, Collection<Match> matches) {
    this.trust = trust;
    for (Match match : matches) {
      voices.merge(trustIn(match.indicator()).origin(), match.indicator().confidence(), Math::max);
    }
    this.confidence = together(voices.values());
  }

  /**
   * What the matches amount to.
   *
   * @param matches at least one, none of them exempt
   * @param trust by the name of the feed; full in feeds that are not there
   */
  static Verdict verdict(Collection<Match> matches, Map<String, Trust> trust) {
    Weighing weighing = new Weighing(trust, matches);
    List<Match> decisiveFirst =
        matches.stream()
            .sorted(
                Comparator.comparing(weighing::isDecisive)
                    .reversed()
                    .thenComparing(MatchOrder.DECISIVE_FIRST))
            .map(weighing::asTrusted)
            .toList();
    return weighing.isDecisive(decisiveFirst.get(0))
        ? new Verdict.Hostile(decisiveFirst)
        : new Verdict.Suspect(decisiveFirst);
  }

  private boolean isDecisive(Match match) {
    Trust needed = trustIn(match.indicator());
    return match.indicator().isDecisive()
        && voices.size() >= needed.voices()
        && confidence >= needed.minConfidence();
  }

  private Match asTrusted(Match match) {
    return switch (trustIn(match.indicator()).actions()) {
      case HONOUR -> match;
      case IGNORE -> new Match(match.clue(), match.indicator().withoutAction());
    };
  }

  private Trust trustIn(Indicator indicator) {
    Trust known = trust.get(indicator.feed());
    return known == null ? Trust.full(indicator.feed()) : known;
  }

  /** Of 100, rounded so that one voice alone is what it says. */
  private static double together(Collection<Integer> voices) {
    double doubt = 1;
    for (int voice : voices) {
      doubt *= 1 - voice / 100.0;
    }
    return Math.round((1 - doubt) * 10_000) / 100.0;
  }
}
