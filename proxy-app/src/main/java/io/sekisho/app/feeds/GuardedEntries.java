package io.sekisho.app.feeds;

import io.sekisho.rules.feed.GuardReport;
import io.sekisho.rules.feed.GuardedClaim;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.indicator.Pattern;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What guards have against the entries of one feed. For one thread. */
final class GuardedEntries {
  private final Map<Pattern, GuardedClaim> claims = new LinkedHashMap<>();

  /** From now on the entry is guarded so, or not at all. */
  void put(Pattern pattern, Optional<GuardedClaim> guarded) {
    claims.remove(pattern);
    guarded.ifPresent(claim -> claims.put(pattern, claim));
  }

  void putAll(Map<Pattern, Optional<GuardedClaim>> all) {
    all.forEach(this::put);
  }

  GuardReport report() {
    Map<GuardEffect, Map<GuardReason, Integer>> counts = new EnumMap<>(GuardEffect.class);
    for (GuardedClaim claim : claims.values()) {
      counts
          .computeIfAbsent(claim.hit().effect(), effect -> new EnumMap<>(GuardReason.class))
          .merge(claim.hit().reason(), 1, Integer::sum);
    }
    List<GuardedClaim> sample = claims.values().stream().limit(GuardReport.MAX_SAMPLE).toList();
    return new GuardReport(counts, sample);
  }
}
