package io.sekisho.proxy;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Verdict;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What is known of one flow, judged anew whenever something is added. Confined to the flow's event
 * loop.
 */
public final class Inquiry {
  private final Judge judge;
  private final Flow flow;
  private AnswerPolicy.Stage stage;
  private Evidence evidence = new Evidence(List.of());
  private int matchesTold;

  Inquiry(Judge judge, Flow flow, AnswerPolicy.Stage stage) {
    this.judge = judge;
    this.flow = flow;
    this.stage = stage;
  }

  public Flow flow() {
    return flow;
  }

  /** CONNECT is answered: from here on the flow is a tunnel. */
  public void tunnelOpened() {
    stage = AnswerPolicy.Stage.TUNNEL;
  }

  /**
   * Adds what was just learnt and judges all of it together. A hostile flow that is only observed
   * is told once, and again when more of it turns out to be listed. A Host field is a clue only
   * where it says something else than the target, so one among the clues is told as well.
   */
  public Action consider(List<Clue> clues) {
    return consider(clues, decision -> decision);
  }

  /**
   * The same for a clue out of a ClientHello.
   *
   * @param hello makes its fingerprint, which is only asked for where the flow is hostile
   */
  public Action consider(List<Clue> clues, Supplier<TlsFingerprint> hello) {
    return consider(clues, decision -> decision.ofHello(hello));
  }

  private Action consider(List<Clue> clues, UnaryOperator<Decision> addition) {
    evidence = evidence.and(clues);
    for (Clue clue : clues) {
      if (clue.kind() == Clue.Kind.HOST) {
        namesDisagree();
      }
    }
    Decision decision = addition.apply(judge.decide(flow, evidence, stage));
    int matches = matches(decision.verdict());
    if (decision.action() != Action.OBSERVE || matches > matchesTold) {
      matchesTold = matches;
      judge.observer().decided(decision);
    }
    return decision.action();
  }

  public void refused(RefusalReason reason, String detail) {
    judge.observer().refused(flow, evidence, reason, detail);
  }

  public void reached(Limit limit) {
    judge.observer().reached(flow.listener(), limit);
  }

  public void dialBegan() {
    judge.observer().dialBegan(flow.listener());
  }

  public void dialEnded(DialOutcome outcome) {
    judge.observer().dialEnded(flow.listener(), outcome);
  }

  public void undecided(Undecided why, Undecided.Handling handling) {
    judge.observer().undecided(flow, evidence, why, handling);
  }

  public void namesDisagree() {
    judge.observer().namesDisagree(flow, evidence);
  }

  public void relayed() {
    judge.observer().relayed(flow);
  }

  public void connected(ServerUse use) {
    judge.observer().connected(flow, use);
  }

  public void parentUsed(ParentUse use) {
    judge.observer().parentUsed(flow, use);
  }

  private static int matches(Verdict verdict) {
    return verdict.fold(clean -> 0, exempt -> 0, hostile -> hostile.matches().size());
  }
}
