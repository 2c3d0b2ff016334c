package io.sekisho.rules.snapshot;

import io.sekisho.rules.Match;
import io.sekisho.rules.indicator.AddressPrefix;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.util.Comparator;

/**
 * Which match decides: the most specific pattern, then the one of most confidence. A stable sort by
 * it leaves what is still equal in the order of the feeds.
 */
final class MatchOrder {
  static final Comparator<Match> DECISIVE_FIRST =
      Comparator.comparingInt((Match match) -> -specificity(match.indicator().pattern()))
          .thenComparingInt(match -> -match.indicator().confidence());

  private static final int CERTIFICATE = 5_000;
  private static final int URL = 4_000;
  private static final int ENDPOINT = 3_000;
  private static final int EXACT_NAME = 2_000;
  private static final int SUB_TREE = 1_000;

  /** Less than any destination, since many clients greet alike. */
  private static final int FINGERPRINT = -1;

  /** Within a kind more labels, and more bits of the prefix, are more specific. */
  private static final Pattern.Cases<Integer> SPECIFICITY =
      new Pattern.Cases<>(
          subTree -> SUB_TREE + labels(subTree.name()),
          exactName -> EXACT_NAME,
          addresses -> 128 - freeBits(addresses.prefix()),
          socket -> ENDPOINT,
          url -> URL,
          certificate -> CERTIFICATE,
          fingerprint -> FINGERPRINT);

  private MatchOrder() {}

  private static int specificity(Pattern pattern) {
    return pattern.fold(SPECIFICITY);
  }

  private static int labels(HostName name) {
    return (int) name.ascii().chars().filter(c -> c == '.').count() + 1;
  }

  private static int freeBits(AddressPrefix prefix) {
    return prefix.network().bits() - prefix.length();
  }
}
