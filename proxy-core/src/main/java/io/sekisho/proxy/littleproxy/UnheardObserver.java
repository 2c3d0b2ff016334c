package io.sekisho.proxy.littleproxy;

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

/** Tells nobody. */
final class UnheardObserver implements FlowObserver {
  @Override
  public void configured(String listener, Limits limits) {}

  @Override
  public void connectionOpened(String listener) {}

  @Override
  public void connectionClosed(String listener) {}

  @Override
  public void reached(String listener, Limit limit) {}

  @Override
  public void dialBegan(String listener) {}

  @Override
  public void dialEnded(String listener, DialOutcome outcome) {}

  @Override
  public void decided(Decision decision) {}

  @Override
  public void refused(Flow flow, Evidence evidence, RefusalReason reason, String detail) {}

  @Override
  public void undecided(Flow flow, Evidence evidence, Undecided why, Undecided.Handling handling) {}

  @Override
  public void judged(Flow flow, Visibility visibility) {}

  @Override
  public void namesDisagree(Flow flow, Evidence evidence) {}

  @Override
  public void connected(Flow flow, ServerUse use) {}

  @Override
  public void parentUsed(Flow flow, ParentUse use) {}

  @Override
  public void sunk(Flow flow, SinkholeOutcome outcome) {}

  @Override
  public void tlsAnswered(Flow flow, TlsOutcome outcome) {}

  @Override
  public void relayed(Flow flow) {}
}
