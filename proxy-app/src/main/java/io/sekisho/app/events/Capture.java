package io.sekisho.app.events;

import io.sekisho.proxy.Captivity;
import io.sekisho.proxy.Flow;
import io.sekisho.rules.Evidence;
import java.time.Instant;
import java.util.function.Function;

/** A client that was kept in the walled garden from a flow on. */
record Capture(Instant at, Flow flow, Evidence evidence, Captivity captivity) implements FlowEvent {
  @Override
  public <R> R fold(
      Function<Hit, R> hit, Function<Unjudged, R> unjudged, Function<Capture, R> capture) {
    return capture.apply(this);
  }
}
