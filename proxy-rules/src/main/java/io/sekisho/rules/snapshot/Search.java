package io.sekisho.rules.snapshot;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One look for the evidence of a flow in feed after feed, and what it found. */
final class Search {
  private final Instant now;
  private final List<Query> queries;
  private final List<Finding> findings = new ArrayList<>(0);
  private final List<Indicator> found = new ArrayList<>(0);

  Search(Evidence evidence, Instant now) {
    this.now = now;
    this.queries = new ArrayList<>(evidence.clues().size());
    for (Clue clue : evidence.clues()) {
      if (!Probes.isClean(clue)) {
        queries.addAll(Query.formsOf(clue));
      }
    }
  }

  void lookIn(ClaimStore claims) {
    for (Query query : queries) {
      claims.collect(query, now, found);
      for (Indicator indicator : found) {
        findings.add(new Finding(query, indicator));
      }
      found.clear();
    }
  }

  List<Finding> findings() {
    return findings;
  }

  List<Query> queries() {
    return queries;
  }
}
