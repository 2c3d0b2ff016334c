package io.sekisho.proxy.explicit;

import io.sekisho.proxy.Action;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what it is told. */
public final class RecordingObserver implements FlowObserver {
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger dialling = new AtomicInteger();
  private final List<Limit> reached = new CopyOnWriteArrayList<>();
  private final List<DialOutcome> dials = new CopyOnWriteArrayList<>();
  private final List<Decision> decisions = new CopyOnWriteArrayList<>();
  private final List<RefusalReason> refusals = new CopyOnWriteArrayList<>();
  private final List<Handled> undecided = new CopyOnWriteArrayList<>();
  private final List<Visibility> visibilities = new CopyOnWriteArrayList<>();
  private final List<Evidence> disagreements = new CopyOnWriteArrayList<>();
  private final List<Flow> relayed = new CopyOnWriteArrayList<>();
  private final List<ServerUse> serverUses = new CopyOnWriteArrayList<>();
  private final List<SinkholeOutcome> sunk = new CopyOnWriteArrayList<>();
  private final List<TlsOutcome> tlsAnswers = new CopyOnWriteArrayList<>();
  private final List<ParentUse> parentUses = new CopyOnWriteArrayList<>();

  /** A tunnel that could not be judged by name, and what was done with it. */
  public record Handled(Undecided why, Undecided.Handling handling) {}

  public int open() {
    return open.get();
  }

  /** The limits that were reached, in their order. */
  public List<Limit> reached() {
    return reached;
  }

  /** How many servers are being dialled. */
  public int dialling() {
    return dialling.get();
  }

  public List<DialOutcome> dials() {
    return dials;
  }

  public List<Decision> decisions() {
    return decisions;
  }

  /** The decisions that led to this action. */
  public List<Decision> decisions(Action action) {
    return decisions.stream().filter(decision -> decision.action() == action).toList();
  }

  public List<RefusalReason> refusals() {
    return refusals;
  }

  public List<Handled> undecided() {
    return undecided;
  }

  /** How each flow was judged, in their order. */
  public List<Visibility> visibilities() {
    return visibilities;
  }

  public List<Evidence> disagreements() {
    return disagreements;
  }

  public List<Flow> relayed() {
    return relayed;
  }

  /** How each request or tunnel got its connection, in their order. */
  public List<ServerUse> serverUses() {
    return serverUses;
  }

  /** What became of answers inside of TLS, in their order. */
  public List<TlsOutcome> tlsAnswers() {
    return tlsAnswers;
  }

  /** What became of flows for the sinkhole, in their order. */
  public List<SinkholeOutcome> sunk() {
    return sunk;
  }

  /** What requests and tunnels had to do with the parent proxy, in their order. */
  public List<ParentUse> parentUses() {
    return parentUses;
  }

  @Override
  public void connected(Flow flow, ServerUse use) {
    serverUses.add(use);
  }

  @Override
  public void connectionOpened(String listener) {
    open.incrementAndGet();
  }

  @Override
  public void connectionClosed(String listener) {
    open.decrementAndGet();
  }

  @Override
  public void configured(String listener, Limits limits) {}

  @Override
  public void reached(String listener, Limit limit) {
    reached.add(limit);
  }

  @Override
  public void dialBegan(String listener) {
    dialling.incrementAndGet();
  }

  @Override
  public void dialEnded(String listener, DialOutcome outcome) {
    dialling.decrementAndGet();
    dials.add(outcome);
  }

  @Override
  public void decided(Decision decision) {
    decisions.add(decision);
  }

  @Override
  public void refused(Flow flow, Evidence evidence, RefusalReason reason, String detail) {
    refusals.add(reason);
  }

  @Override
  public void undecided(Flow flow, Evidence evidence, Undecided why, Undecided.Handling handling) {
    undecided.add(new Handled(why, handling));
  }

  @Override
  public void judged(Flow flow, Visibility visibility) {
    visibilities.add(visibility);
  }

  @Override
  public void namesDisagree(Flow flow, Evidence evidence) {
    disagreements.add(evidence);
  }

  @Override
  public void parentUsed(Flow flow, ParentUse use) {
    parentUses.add(use);
  }

  @Override
  public void sunk(Flow flow, SinkholeOutcome outcome) {
    sunk.add(outcome);
  }

  @Override
  public void tlsAnswered(Flow flow, TlsOutcome outcome) {
    tlsAnswers.add(outcome);
  }

  @Override
  public void relayed(Flow flow) {
    relayed.add(flow);
  }
}
