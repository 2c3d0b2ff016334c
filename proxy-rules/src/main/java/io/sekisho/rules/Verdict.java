package io.sekisho.rules;

import java.util.List;
import java.util.function.Function;

/** What the rules know about the evidence. What to do about it is the engine's business. */
public sealed interface Verdict {

  /** No indicator matched. */
  record Clean() implements Verdict {
    private static final Clean VERDICT = new Clean();

    @Override
    public <R> R fold(
        Function<Clean, R> clean,
        Function<Exempt, R> exempt,
        Function<Suspect, R> suspect,
        Function<Hostile, R> hostile) {
      return clean.apply(this);
    }
  }

  /**
   * Indicators matched, but never-block entries cover every clue that they matched.
   *
   * @param exemptions the never-block entries that decided, at least one
   * @param overruled the matches that would otherwise have made the flow hostile, at least one
   */
  record Exempt(List<Match> exemptions, List<Match> overruled) implements Verdict {
    public Exempt {
      exemptions = List.copyOf(exemptions);
      overruled = List.copyOf(overruled);
      if (exemptions.isEmpty() || overruled.isEmpty()) {
        throw new IllegalArgumentException("an exempt verdict needs an exemption and a match");
      }
    }

    @Override
    public <R> R fold(
        Function<Clean, R> clean,
        Function<Exempt, R> exempt,
        Function<Suspect, R> suspect,
        Function<Hostile, R> hostile) {
      return exempt.apply(this);
    }
  }

  /**
   * Indicators matched, and all of them together are too little to stop the flow: they are
   * downgraded, of too little confidence, or need somebody else's word beside theirs.
   *
   * @param matches every match, the most specific first
   */
  record Suspect(List<Match> matches) implements Verdict {
    public Suspect {
      matches = List.copyOf(matches);
      if (matches.isEmpty()) {
        throw new IllegalArgumentException("a suspect verdict needs a match");
      }
    }

    @Override
    public <R> R fold(
        Function<Clean, R> clean,
        Function<Exempt, R> exempt,
        Function<Suspect, R> suspect,
        Function<Hostile, R> hostile) {
      return suspect.apply(this);
    }
  }

  /**
   * At least one clue is listed and not exempt, by an indicator that may stop the flow.
   *
   * @param matches every match, the decisive one first
   */
  record Hostile(List<Match> matches) implements Verdict {
    public Hostile {
      matches = List.copyOf(matches);
      if (matches.isEmpty()) {
        throw new IllegalArgumentException("a hostile verdict needs a match");
      }
    }

    public Match decisive() {
      return matches.get(0);
    }

    @Override
    public <R> R fold(
        Function<Clean, R> clean,
        Function<Exempt, R> exempt,
        Function<Suspect, R> suspect,
        Function<Hostile, R> hostile) {
      return hostile.apply(this);
    }
  }

  static Verdict clean() {
    return Clean.VERDICT;
  }

  /** One branch per kind. A new kind adds a parameter, and no caller compiles until it decides. */
  <R> R fold(
      Function<Clean, R> clean,
      Function<Exempt, R> exempt,
      Function<Suspect, R> suspect,
      Function<Hostile, R> hostile);

  /** The word that people and metrics see. */
  default String label() {
    return fold(clean -> "clean", exempt -> "exempt", suspect -> "suspect", hostile -> "hostile");
  }

  default boolean isHostile() {
    return fold(clean -> false, exempt -> false, suspect -> false, hostile -> true);
  }

  /** The matches that speak against the flow, the decisive one first; none where none does. */
  default List<Match> against() {
    return fold(clean -> List.of(), exempt -> List.of(), Suspect::matches, Hostile::matches);
  }
}
