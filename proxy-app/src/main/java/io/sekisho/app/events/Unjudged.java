package io.sekisho.app.events;

import io.sekisho.proxy.Flow;
import io.sekisho.proxy.Undecided;
import io.sekisho.rules.Evidence;
import java.time.Instant;
import java.util.function.Function;

/** A tunnel that gave no name to judge, and was reset or is observed for it. */
record Unjudged(
    Instant at, Flow flow, Evidence evidence, Undecided why, Undecided.Handling handling)
    implements FlowEvent {
  @Override
  public <R> R fold(
      Function<Hit, R> hit, Function<Unjudged, R> unjudged, Function<Capture, R> capture) {
    return unjudged.apply(this);
  }
}
