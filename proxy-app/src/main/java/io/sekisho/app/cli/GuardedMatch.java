package io.sekisho.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.rules.Clue;
import io.sekisho.rules.feed.GuardReport;
import io.sekisho.rules.feed.GuardedClaim;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A feed's claim on what was asked about, and what a guard has against it. */
record GuardedMatch(String feed, GuardedClaim guarded) {

  /** All that the feeds claim about {@code target} and guards have something against. */
  static List<GuardedMatch> of(LookupTarget target, List<FeedStatus> feeds) {
    return feeds.stream()
        .flatMap(
            feed ->
                feed.copyInForce().stream()
                    .flatMap(copy -> in(copy.report().guards(), target))
                    .map(claim -> new GuardedMatch(feed.name(), claim)))
        .toList();
  }

  /** Matched in an index of their own, so as what they claim would match otherwise. */
  private static Stream<GuardedClaim> in(GuardReport report, LookupTarget target) {
    if (report.sample().isEmpty()) {
      return Stream.empty();
    }
    FeedIndex.Builder index = FeedIndex.builder("guarded");
    Map<Pattern, GuardedClaim> claims = new HashMap<>();
    for (GuardedClaim guarded : report.sample()) {
      Pattern pattern = guarded.claim().pattern();
      index.add(new Indicator(pattern, "guarded", guarded.claim().line(), null, 0, null));
      claims.putIfAbsent(pattern, guarded);
    }
    return matches(index.build(), target).stream()
        .flatMap(pattern -> Stream.ofNullable(claims.get(pattern)));
  }

  private static Set<Pattern> matches(FeedIndex index, LookupTarget target) {
    List<Indicator> found = new ArrayList<>();
    for (Clue clue : target.evidence().clues()) {
      for (Query query : Query.formsOf(clue)) {
        index.collect(query, Instant.EPOCH, found);
      }
    }
    Set<Pattern> patterns = new LinkedHashSet<>();
    found.forEach(indicator -> patterns.add(indicator.pattern()));
    return patterns;
  }

  /** One line for a terminal. */
  String line() {
    return Printable.of(
        "%s  feed %s%s, %s by %s"
            .formatted(
                guarded.claim().pattern(),
                feed,
                place(),
                guarded.hit().effect().done(),
                guarded.hit()));
  }

  /** Where in its feed the claim stands; what was posted stands nowhere. */
  private String place() {
    int line = guarded.claim().line();
    return line == 0 ? "" : ", line " + line;
  }

  static ArrayNode json(List<GuardedMatch> matches) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (GuardedMatch match : matches) {
      array
          .addObject()
          .put("feed", match.feed())
          .put("line", match.guarded().claim().line())
          .put("pattern", match.guarded().claim().pattern().toString())
          .put("effect", match.guarded().hit().effect().label())
          .put("reason", match.guarded().hit().reason().label())
          .put("source", match.guarded().hit().source())
          .put("entry", match.guarded().hit().entry())
          .put("entry-line", match.guarded().hit().line());
    }
    return array;
  }
}
