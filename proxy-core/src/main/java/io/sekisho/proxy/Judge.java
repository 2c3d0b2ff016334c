package io.sekisho.proxy;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Policy;
import io.sekisho.rules.Verdict;
import java.util.List;

/**
 * Asks the policy about flows, turns its verdicts into actions as the client's treatment has it,
 * and tells the observer.
 */
public final class Judge {
  private final Policy policy;
  private final Treatments treatments;
  private final FlowObserver observer;
  private final OpenFlows openFlows;
  private final Garden garden;

  /**
   * A judge of any number of flows.
   *
   * @param openFlows where those stand that go on
   * @param garden where clients are kept that were sent elsewhere
   */
  public Judge(
      Policy policy,
      Treatments treatments,
      FlowObserver observer,
      OpenFlows openFlows,
      Garden garden) {
    this.policy = policy;
    this.treatments = treatments;
    this.observer = observer;
    this.openFlows = openFlows;
    this.garden = garden;
  }

  public Inquiry open(Flow flow, AnswerPolicy.Stage stage) {
    Treatment treatment = treatments.of(flow.clientAddress());
    String group = treatment.group();
    return new Inquiry(this, group == null ? flow : flow.inGroup(group), treatment, stage);
  }

  public FlowObserver observer() {
    return observer;
  }

  OpenFlows openFlows() {
    return openFlows;
  }

  Garden garden() {
    return garden;
  }

  boolean asksForFingerprints() {
    return policy.asksForFingerprints();
  }

  Decision decide(Flow flow, Treatment treatment, Evidence evidence, AnswerPolicy.Stage stage) {
    long start = System.nanoTime();
    Verdict verdict = policy.decide(evidence);
    long nanos = System.nanoTime() - start;
    Action action =
        treatment.answer().answersTo(verdict, flow.listener()).actionFor(verdict, stage, evidence);
    return new Decision(flow, evidence, newest(evidence), verdict, action, nanos);
  }

  /** The same about a flow that goes on, by the rules as they are now. */
  Decision decideAnew(Flow flow, Treatment treatment, Evidence evidence) {
    Decision decision = decide(flow, treatment, evidence, AnswerPolicy.Stage.UNDER_WAY);
    Clue.Kind decisive =
        decision.verdict().against().stream()
            .findFirst()
            .map(match -> match.clue().kind())
            .orElse(decision.newest());
    return new Decision(
        flow,
        evidence,
        decisive,
        decision.verdict(),
        decision.action(),
        decision.nanos(),
        Decision.Occasion.RULES,
        null);
  }

  private static Clue.Kind newest(Evidence evidence) {
    List<Clue> clues = evidence.clues();
    return clues.get(clues.size() - 1).kind();
  }
}
