package io.sekisho.rules.feed.format.stix;

import java.util.List;
import java.util.function.Function;

/** A pattern of a STIX indicator (STIX 2.1, 9), as far as it is about one observation. */
public sealed interface StixPattern {

  /**
   * Any of these indicates, each by itself.
   *
   * @param alternatives in each, the comparisons that have to hold together; at least one
   */
  record AnyOf(List<List<StixComparison>> alternatives) implements StixPattern {
    public AnyOf {
      alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    @Override
    public <R> R fold(Function<AnyOf, R> anyOf, Function<Refused, R> refused) {
      return anyOf.apply(this);
    }
  }

  /** The pattern cannot be told as alternatives. */
  record Refused(Why why) implements StixPattern {
    @Override
    public <R> R fold(Function<AnyOf, R> anyOf, Function<Refused, R> refused) {
      return refused.apply(this);
    }
  }

  /** Why a pattern is not used. */
  enum Why {
    /** It asks for more than one observation. */
    COMPOSITE,
    /** It has a qualifier, a kind of literal or a size that is not read here. */
    UNSUPPORTED,
    /** It is no pattern. */
    BROKEN
  }

  <R> R fold(Function<AnyOf, R> anyOf, Function<Refused, R> refused);

  static StixPattern parse(String text) {
    return StixPatternParser.parse(text);
  }
}
