package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Pattern;
import java.util.HashSet;
import java.util.Set;

/**
 * Patterns that a copy has more than once: where one of their lines goes, they may stay.
 *
 * @param patterns none of them where there are {@linkplain #MOST too many}
 */
public record Repeated(Set<Pattern> patterns, Extent extent) {
  /** As many are kept by name. */
  public static final int MOST = 10_000;

  public static final Repeated NOTHING = new Repeated(Set.of(), Extent.KNOWN);

  /** Whether the patterns are all. */
  public enum Extent {
    KNOWN,
    TOO_MANY
  }

  public Repeated {
    patterns = extent == Extent.KNOWN ? Set.copyOf(patterns) : Set.of();
  }

  /** Whether it is known that none of these is among them. */
  public boolean hasNoneOf(Set<Pattern> asked) {
    return extent == Extent.KNOWN && asked.stream().noneMatch(patterns::contains);
  }

  /** These and those. */
  public Repeated and(Repeated other) {
    Tally tally = new Tally();
    tally.addAll(this);
    tally.addAll(other);
    return tally.repeated();
  }

  /** Fills one; for one thread. */
  static final class Tally {
    private final Set<Pattern> patterns = new HashSet<>();
    private Extent extent = Extent.KNOWN;

    void add(Pattern pattern) {
      if (extent == Extent.KNOWN) {
        patterns.add(pattern);
        if (patterns.size() > MOST) {
          extent = Extent.TOO_MANY;
          patterns.clear();
        }
      }
    }

    void addAll(Repeated other) {
      other.patterns.forEach(this::add);
      extent = other.extent == Extent.TOO_MANY ? other.extent : extent;
    }

    Repeated repeated() {
      return new Repeated(patterns, extent);
    }
  }
}
