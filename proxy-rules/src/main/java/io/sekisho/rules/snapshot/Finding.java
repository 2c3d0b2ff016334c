package io.sekisho.rules.snapshot;

import io.sekisho.rules.Match;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.match.Query;

/** An indicator that matches one form of one clue's destination. */
record Finding(Query query, Indicator indicator) {
  Match match() {
    return new Match(query.clue(), indicator);
  }
}
