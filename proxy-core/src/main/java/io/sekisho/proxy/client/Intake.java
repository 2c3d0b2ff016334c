package io.sekisho.proxy.client;

import io.sekisho.proxy.AnswerPolicy;
import io.sekisho.proxy.CaseId;
import io.sekisho.proxy.Flow;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Judge;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Traffic;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the flows of one listener begin.
 *
 * @param listener its name, as metrics and events show it
 */
public record Intake(String listener, Judge judge, Traffic traffic, InstantSource clock) {

  /** Begins a flow. */
  public Inquiry open(Arrival arrival, @Nullable String user, AnswerPolicy.Stage stage) {
    Flow flow = new Flow(CaseId.random(), arrival.client(), user, listener, clock.instant());
    return judge.open(flow, stage);
  }

  /** A limit put an end to something. */
  public void reached(Limit limit) {
    observer().reached(listener, limit);
  }

  public FlowObserver observer() {
    return judge.observer();
  }
}
