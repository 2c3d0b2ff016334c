package io.sekisho.proxy;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Policy;
import io.sekisho.rules.Verdict;
import java.util.List;

/** Asks the policy about flows, turns its verdicts into actions, and tells the observer. */
public final class Judge {
  private final Policy policy;
  private final AnswerPolicy answers;
  private final FlowObserver observer;

  public Judge(Policy policy, AnswerPolicy answers, FlowObserver observer) {
    this.policy = policy;
    this.answers = answers;
    this.observer = observer;
  }

  public Inquiry open(Flow flow, AnswerPolicy.Stage stage) {
    return new Inquiry(this, flow, stage);
  }

  public FlowObserver observer() {
    return observer;
  }

  Decision decide(Flow flow, Evidence evidence, AnswerPolicy.Stage stage) {
    long start = System.nanoTime();
    Verdict verdict = policy.decide(evidence);
    long nanos = System.nanoTime() - start;
    List<Clue> clues = evidence.clues();
    Clue.Kind newest = clues.get(clues.size() - 1).kind();
    return new Decision(flow, evidence, newest, verdict, answers.actionFor(verdict, stage), nanos);
  }
}
