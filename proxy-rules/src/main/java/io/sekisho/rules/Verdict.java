package io.sekisho.rules;

import java.util.List;
import java.util.function.Function;

/** What the rules know about the evidence. What to do about it is the engine's business. */
public sealed interface Verdict {

  /** No indicator matched. */
  record Clean() implements Verdict {
    @Override
    public <R> R fold(
        Function<Clean, R> clean, Function<Exempt, R> exempt, Function<Hostile, R> hostile) {
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
        Function<Clean, R> clean, Function<Exempt, R> exempt, Function<Hostile, R> hostile) {
      return exempt.apply(this);
    }
  }

  /**
   * At least one clue is listed and not exempt.
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
        Function<Clean, R> clean, Function<Exempt, R> exempt, Function<Hostile, R> hostile) {
      return hostile.apply(this);
    }
  }

  Verdict CLEAN = new Clean();

  /** One branch per kind. A new kind adds a parameter, and no caller compiles until it decides. */
  <R> R fold(Function<Clean, R> clean, Function<Exempt, R> exempt, Function<Hostile, R> hostile);
}
