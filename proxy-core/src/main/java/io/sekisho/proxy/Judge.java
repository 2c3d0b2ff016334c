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

  public Judge(Policy policy, Treatments treatments, FlowObserver observer) {
    this.policy = policy;
    this.treatments = treatments;
    this.observer = observer;
  }

  public Inquiry open(Flow flow, AnswerPolicy.Stage stage) {
    Treatment treatment = treatments.of(flow.clientAddress());
    String group = treatment.group();
    return new Inquiry(this, group == null ? flow : flow.inGroup(group), treatment, stage);
  }

  public FlowObserver observer() {
    return observer;
  }

  Decision decide(Flow flow, Treatment treatment, Evidence evidence, AnswerPolicy.Stage stage) {
    long start = System.nanoTime();
    Verdict verdict = policy.decide(evidence);
    long nanos = System.nanoTime() - start;
    List<Clue> clues = evidence.clues();
    Clue.Kind newest = clues.get(clues.size() - 1).kind();
    Action action = treatment.answer().actionFor(verdict, stage);
    return new Decision(flow, evidence, newest, verdict, action, nanos);
  }
}
