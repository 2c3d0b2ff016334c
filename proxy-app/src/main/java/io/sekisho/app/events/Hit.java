package io.sekisho.app.events;

import io.sekisho.proxy.Decision;
import io.sekisho.proxy.Flow;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Verdict;
import java.time.Instant;
import java.util.function.Function;

/** A hostile verdict that something followed from. */
record Hit(Instant at, Decision decision, Verdict.Hostile verdict) implements FlowEvent {
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
