package io.sekisho.app.events;

import io.sekisho.app.feeds.FeedTurn;
import java.time.Instant;
import java.util.function.Function;

/** A feed that went bad, or is good again. */
record FeedEvent(FeedTurn turn) implements Event {
  @Override
  public Instant at() {
    return turn.at();
  }

  @Override
  public <R> R fold(Function<FlowEvent, R> flow, Function<FeedEvent, R> feed) {
    return feed.apply(this);
  }
}
