package io.sekisho.proxy;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.HostName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one flow, judged anew whenever something is added. Confined to the flow's event
 * loop.
 */
public final class Inquiry {
  private final Judge judge;
  private final Flow flow;
  private final Treatment treatment;
  private AnswerPolicy.Stage stage;
  private Evidence evidence = new Evidence(List.of());
  private int matchesTold;
  private @Nullable Undecided nameless;
  private boolean visibilityTold;

  Inquiry(Judge judge, Flow flow, Treatment treatment, AnswerPolicy.Stage stage) {
    this.judge = judge;
    this.flow = flow;
    this.treatment = treatment;
    this.stage = stage;
  }

  public Flow flow() {
    return flow;
  }

  /** What the verdict leads to. */
  public AnswerPolicy answers() {
    return treatment.answer();
  }

  /** CONNECT is answered: from here on the flow is a tunnel. */
  public void tunnelOpened() {
    stage = AnswerPolicy.Stage.TUNNEL;
  }

  /**
   * Adds what was just learnt and judges all of it together. A hostile flow that is only observed
   * is told once, and again when more of it turns out to be listed.
   */
  public Action consider(List<Clue> clues) {
    evidence = evidence.and(clues);
    if (clues.stream().anyMatch(clue -> isContradicted(clue, clues))) {
      namesDisagree();
    }
    Decision decision = judge.decide(flow, treatment, evidence, stage);
    int matches = matches(decision.verdict());
    if (decision.action() != Action.OBSERVE || matches > matchesTold) {
      matchesTold = matches;
      judge.observer().decided(decision);
    }
    if (!decision.action().passes()) {
      judged();
    }
    return decision.action();
  }

  /**
   * A Host field is a clue beside a target only where it says something else. Beside the address
   * that the client connected to, it does where it is another address.
   */
  private static boolean isContradicted(Clue clue, List<Clue> clues) {
    if (clue.kind() != Clue.Kind.HOST) {
      return false;
    }
    boolean isName = clue.destination().host().fold(name -> true, address -> false);
    for (Clue other : clues) {
      switch (other.kind()) {
        case CONNECT_TARGET, REQUEST_TARGET -> {
          return true;
        }
        case ORIGINAL_DESTINATION -> {
          return !isName && !other.destination().host().equals(clue.destination().host());
        }
        case HOST, SNI, ALIAS, RESOLVED_ADDRESS, LOOKUP -> {}
      }
    }
    return false;
  }

  /** The server name of the last ClientHello, where that is no address. */
  public Optional<HostName> serverName() {
    HostName last = null;
    for (Clue clue : evidence.clues()) {
      if (clue.kind() == Clue.Kind.SNI) {
        last = clue.destination().host().<@Nullable HostName>fold(name -> name, address -> null);
      }
    }
    return Optional.ofNullable(last);
  }

  /**
   * What the flow shows of its destination was judged, or it shows nothing: tells how much that
   * was, once. A verdict that stops the flow and a request that is passed on come to this by
   * themselves; what is left is for whoever waits for the first message of a tunnel.
   */
  public void judged() {
    if (!visibilityTold) {
      visibilityTold = true;
      judge.observer().judged(flow, Visibility.of(evidence, nameless));
    }
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

  /** A tunnel gave no name to judge: tells so, and what to do with it. */
  public Undecided.Handling undecided(Undecided why) {
    nameless = why;
    Undecided.Handling handling = treatment.handling(why);
    judge.observer().undecided(flow, evidence, why, handling);
    return handling;
  }

  public void namesDisagree() {
    judge.observer().namesDisagree(flow, evidence);
  }

  public void relayed() {
    judge.observer().relayed(flow);
    if (stage == AnswerPolicy.Stage.HTTP_REQUEST) {
      judged();
    }
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
