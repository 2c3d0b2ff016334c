package io.sekisho.rules.feed;

import java.util.function.Function;

/** Whether a copy may take effect. */
public sealed interface GateDecision {
  record Accepted(FeedReading.Read copy) implements GateDecision {
    @Override
    public <R> R fold(Function<Accepted, R> accepted, Function<Refused, R> refused) {
      return accepted.apply(this);
    }
  }

  record Refused(FeedFailure failure) implements GateDecision {
    @Override
    public <R> R fold(Function<Accepted, R> accepted, Function<Refused, R> refused) {
      return refused.apply(this);
    }
  }

  <R> R fold(Function<Accepted, R> accepted, Function<Refused, R> refused);
}
