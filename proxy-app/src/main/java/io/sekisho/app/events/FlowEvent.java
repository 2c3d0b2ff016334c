package io.sekisho.app.events;

import io.sekisho.proxy.Flow;
import io.sekisho.rules.Evidence;
import java.util.function.Function;

/** Something about one flow that its owner and the operator have to hear of. */
sealed interface FlowEvent extends Event permits Hit, Unjudged, Capture {
  Flow flow();

  Evidence evidence();

  @Override
  default <R> R fold(Function<FlowEvent, R> flow, Function<FeedEvent, R> feed) {
    return flow.apply(this);
  }

  <R> R fold(Function<Hit, R> hit, Function<Unjudged, R> unjudged, Function<Capture, R> capture);
}
