package io.sekisho.app.events;

import java.time.Instant;
import java.util.function.Function;

/** Something that the operator has to hear of. */
sealed interface Event permits FlowEvent, FeedEvent {
  Instant at();

  <R> R fold(Function<FlowEvent, R> flow, Function<FeedEvent, R> feed);
}
