package io.sekisho.proxy;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Match;
import io.sekisho.rules.Verdict;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which answers a verdict leads to.
 *
 * @param usual what counts where no rule fits
 * @param rules the first that fits counts alone
 */
public record AnswerPolicy(Answers usual, List<Rule> rules) {

  /** Where in a flow the answer has to be given. */
  public enum Stage {
    /** A request of a client that may not make any: refused whatever the mode is. */
    UNADMITTED,
    /** A plain HTTP request: any answer of HTTP can be given. */
    HTTP_REQUEST,
    /** A CONNECT that is not answered yet. */
    CONNECT,
    /** Inside a tunnel, or a diverted connection that is no HTTP. */
    TUNNEL,
    /** Inside a tunnel whose server has begun to answer the client's hello. */
    ANSWERED,
    /** A flow that had passed, and goes on: always reset. */
    UNDER_WAY
  }

  /**
   * Answers for some hits. A condition that is empty is none.
   *
   * @param feeds names of feeds, one of which the decisive match has to be from
   * @param evidence kinds of clue, one of which the decisive match has to be about
   * @param listeners names of listeners, one of which the flow has to have come in by
   */
  public record Rule(
      Set<String> feeds, Set<Clue.Kind> evidence, Set<String> listeners, Answers answers) {
    public Rule {
      feeds = Set.copyOf(feeds);
      evidence = Set.copyOf(evidence);
      listeners = Set.copyOf(listeners);
    }

    boolean fits(Match decisive, String listener) {
      return (feeds.isEmpty() || feeds.contains(decisive.indicator().feed()))
          && (evidence.isEmpty() || evidence.contains(decisive.clue().kind()))
          && (listeners.isEmpty() || listeners.contains(listener));
    }
  }

  public AnswerPolicy {
    rules = List.copyOf(rules);
  }

  /** The same answers for every hit. */
  public AnswerPolicy(Answers usual) {
    this(usual, List.of());
  }

  /** The same for every hit, a CONNECT being refused. */
  public AnswerPolicy(Mode mode, Action http, Action tls, @Nullable URI redirectTo) {
    this(
        new Answers(
            mode,
            new Answers.Rungs(http, Action.REFUSE, tls),
            new Answers.Targets(redirectTo, null)));
  }

  /** Every one of them. */
  Stream<Answers> all() {
    return Stream.concat(Stream.of(usual), rules.stream().map(Rule::answers));
  }

  /** What this verdict about a flow of this listener leads to. */
  public Answers answersTo(Verdict verdict, String listener) {
    return verdict.fold(
        clean -> usual,
        exempt -> usual,
        suspect -> usual,
        hostile -> asked(hostile.decisive(), answersTo(hostile.decisive(), listener)));
  }

  /** An entry may ask for an answer of its own, whatever the mode is. */
  private static Answers asked(Match decisive, Answers configured) {
    return decisive.indicator().requestedAction().map(configured::asked).orElse(configured);
  }

  private Answers answersTo(Match decisive, String listener) {
    for (Rule rule : rules) {
      if (rule.fits(decisive, listener)) {
        return rule.answers();
      }
    }
    return usual;
  }
}
