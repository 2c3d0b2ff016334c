package io.sekisho.proxy;

import io.sekisho.proxy.Undecided.Handling;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Match;
import io.sekisho.rules.Policy;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A flow of nobody's, and policies that tests can follow by eye. */
public final class Flows {
  public static final Flow FLOW =
      new Flow("id", endpoint("192.0.2.9:4000"), "explicit", Instant.EPOCH);

  private Flows() {}

  /** Hostile is every host whose text begins with {@code bad}; each such clue is one match. */
  public static Policy badNamesAreHostile() {
    return evidence -> {
      List<Match> matches =
          evidence.clues().stream()
              .filter(clue -> clue.destination().toString().startsWith("bad"))
              .map(Flows::match)
              .toList();
      return matches.isEmpty() ? Verdict.clean() : new Verdict.Hostile(matches);
    };
  }

  public static Inquiry inquiry(Mode mode, FlowObserver observer) {
    return inquiry(mode, Handling.RESET, observer);
  }

  /**
   * A tunnel.
   *
   * @param undecided what it comes to if it gives no name
   */
  public static Inquiry inquiry(Mode mode, Handling undecided, FlowObserver observer) {
    return inquiry(badNamesAreHostile(), treatment(mode, undecided), observer);
  }

  /** A tunnel that is judged by this policy; what gives no name passes. */
  public static Inquiry inquiry(Policy policy, Mode mode, FlowObserver observer) {
    return inquiry(policy, treatment(mode, Handling.RELAY), observer);
  }

  private static Inquiry inquiry(Policy policy, Treatment treatment, FlowObserver observer) {
    return new Judge(
            policy,
            Treatments.alike(treatment),
            observer,
            new OpenFlows(),
            new Garden(InstantSource.system()))
        .open(FLOW, AnswerPolicy.Stage.TUNNEL);
  }

  static Treatment treatment(Mode mode, Handling undecided) {
    return new Treatment(
        new AnswerPolicy(mode, Action.REFUSE, Action.RESET, null), undecided(undecided));
  }

  static Map<Undecided, Handling> undecided(Handling handling) {
    Map<Undecided, Handling> handlings = new EnumMap<>(Undecided.class);
    for (Undecided why : Undecided.values()) {
      handlings.put(why, handling);
    }
    return handlings;
  }

  public static Endpoint endpoint(String text) {
    return Endpoint.parse(text).orElseThrow();
  }

  static Match match(Clue clue) {
    HostName name = HostName.parse("bad.example").orElseThrow();
    return new Match(clue, new Indicator(new Pattern.SubTree(name), "feed", 1, null, 90, null));
  }
}
