package io.sekisho.proxy;

import io.sekisho.rules.Evidence;
import java.util.ArrayList;
import java.util.List;

/** An observer that writes down what it is told, a line each. For one thread. */
public final class FlowLog implements FlowObserver {
  private final List<String> lines = new ArrayList<>();
  private final List<Visibility> visibilities = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();

  public List<String> lines() {
    return lines;
  }

  /** How flows were judged, which is no line. */
  public List<Visibility> visibilities() {
    return visibilities;
  }

  public List<Decision> decisions() {
    return decisions;
  }

  @Override
  public void connectionOpened(String listener) {
    lines.add("opened " + listener);
  }

  @Override
  public void connectionClosed(String listener) {
    lines.add("closed " + listener);
  }

  @Override
  public void configured(String listener, Limits limits) {
    lines.add("configured " + listener);
  }

  @Override
  public void reached(String listener, Limit limit) {
    lines.add("reached " + limit);
  }

  @Override
  public void dialBegan(String listener) {
    lines.add("dial began");
  }

  @Override
  public void dialEnded(String listener, DialOutcome outcome) {
    lines.add("dial ended " + outcome);
  }

  @Override
  public void decided(Decision decision) {
    decisions.add(decision);
    lines.add("decided " + decision.newest() + " " + decision.action());
  }

  @Override
  public void refused(Flow flow, Evidence evidence, RefusalReason reason, String detail) {
    lines.add("refused " + reason + " " + detail);
  }

  @Override
  public void undecided(Flow flow, Evidence evidence, Undecided why, Undecided.Handling handling) {
    lines.add("undecided " + why + " " + handling);
  }

  @Override
  public void judged(Flow flow, Visibility visibility) {
    visibilities.add(visibility);
  }

  @Override
  public void namesDisagree(Flow flow, Evidence evidence) {
    lines.add("names disagree");
  }

  @Override
  public void connected(Flow flow, ServerUse use) {}

  @Override
  public void parentUsed(Flow flow, ParentUse use) {
    lines.add("parent " + use);
  }

  @Override
  public void sunk(Flow flow, SinkholeOutcome outcome) {
    lines.add("sinkhole " + outcome.label());
  }

  @Override
  public void tlsAnswered(Flow flow, TlsOutcome outcome) {
    lines.add("tls " + outcome.label());
  }

  @Override
  public void relayed(Flow flow) {
    lines.add("relayed");
  }
}
