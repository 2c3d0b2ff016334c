package io.sekisho.app;

import io.sekisho.proxy.Captivity;
import io.sekisho.proxy.Decision;
import io.sekisho.proxy.DialOutcome;
import io.sekisho.proxy.Flow;
import io.sekisho.proxy.FlowObserver;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.ParentUse;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.ServerUse;
import io.sekisho.proxy.SinkholeOutcome;
import io.sekisho.proxy.TlsOutcome;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.Visibility;
import io.sekisho.rules.Evidence;
import java.util.List;
import java.util.function.Consumer;

/** Tells several observers, in their order. */
record FanOut(List<FlowObserver> observers) implements FlowObserver {
  FanOut {
    observers = List.copyOf(observers);
  }

  @Override
  public void configured(String listener, Limits limits) {
    tell(observer -> observer.configured(listener, limits));
  }

  @Override
  public void connectionOpened(String listener) {
    tell(observer -> observer.connectionOpened(listener));
  }

  @Override
  public void connectionClosed(String listener) {
    tell(observer -> observer.connectionClosed(listener));
  }

  @Override
  public void reached(String listener, Limit limit) {
    tell(observer -> observer.reached(listener, limit));
  }

  @Override
  public void dialBegan(String listener) {
    tell(observer -> observer.dialBegan(listener));
  }

  @Override
  public void dialEnded(String listener, DialOutcome outcome) {
    tell(observer -> observer.dialEnded(listener, outcome));
  }

  @Override
  public void decided(Decision decision) {
    tell(observer -> observer.decided(decision));
  }

  @Override
  public void captured(Flow flow, Evidence evidence, Captivity captivity) {
    tell(observer -> observer.captured(flow, evidence, captivity));
  }

  @Override
  public void refused(Flow flow, Evidence evidence, RefusalReason reason, String detail) {
    tell(observer -> observer.refused(flow, evidence, reason, detail));
  }

  @Override
  public void undecided(Flow flow, Evidence evidence, Undecided why, Undecided.Handling handling) {
    tell(observer -> observer.undecided(flow, evidence, why, handling));
  }

  @Override
  public void judged(Flow flow, Visibility visibility) {
    tell(observer -> observer.judged(flow, visibility));
  }

  @Override
  public void namesDisagree(Flow flow, Evidence evidence) {
    tell(observer -> observer.namesDisagree(flow, evidence));
  }

  @Override
  public void sunk(Flow flow, SinkholeOutcome outcome) {
    tell(observer -> observer.sunk(flow, outcome));
  }

  @Override
  public void tlsAnswered(Flow flow, TlsOutcome outcome) {
    tell(observer -> observer.tlsAnswered(flow, outcome));
  }

  @Override
  public void relayed(Flow flow) {
    tell(observer -> observer.relayed(flow));
  }

  @Override
  public void parentUsed(Flow flow, ParentUse use) {
    tell(observer -> observer.parentUsed(flow, use));
  }

  @Override
  public void connected(Flow flow, ServerUse use) {
    tell(observer -> observer.connected(flow, use));
  }

  private void tell(Consumer<FlowObserver> event) {
    observers.forEach(event);
  }
}
