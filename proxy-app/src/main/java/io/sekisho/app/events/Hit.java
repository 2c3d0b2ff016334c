package io.sekisho.app.events;

import io.sekisho.proxy.Decision;
import io.sekisho.proxy.Flow;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Match;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** A verdict against a flow, at least one match in it, and what followed from it. */
record Hit(Instant at, Decision decision) implements FlowEvent {
  List<Match> matches() {
    return decision.verdict().against();
  }

  Match decisive() {
    return matches().get(0);
  }

  @Override
  public Flow flow() {
    return decision.flow();
  }

  @Override
  public Evidence evidence() {
    return decision.evidence();
  }

  @Override
  public <R> R fold(
      Function<Hit, R> hit, Function<Unjudged, R> unjudged, Function<Capture, R> capture) {
    return hit.apply(this);
  }
}
