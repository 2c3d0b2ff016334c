package io.sekisho.app.events;

import io.sekisho.proxy.Flow;
import io.sekisho.rules.Evidence;
import java.time.Instant;
import java.util.function.Function;

/** Something about one flow that its owner and the operator have to hear of. */
sealed interface Event permits Hit, Unjudged, Capture {
  Instant at();

  Flow flow();

  Evidence evidence();

  <R> R fold(Function<Hit, R> hit, Function<Unjudged, R> unjudged, Function<Capture, R> capture);
}
