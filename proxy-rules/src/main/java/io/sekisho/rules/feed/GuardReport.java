package io.sekisho.rules.feed;

import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.indicator.Pattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the guards did to the claims of one copy.
 *
 * @param counts claims by effect and reason; every effect is there, and only reasons that occur
 * @param sample the first of these claims, at most {@value #MAX_SAMPLE}
 */
public record GuardReport(
    Map<GuardEffect, Map<GuardReason, Integer>> counts, List<GuardedClaim> sample) {
  public static final int MAX_SAMPLE = 10_000;

  public static final GuardReport NONE = new GuardReport(Map.of(), List.of());

  public GuardReport {
    Map<GuardEffect, Map<GuardReason, Integer>> all = new EnumMap<>(GuardEffect.class);
    for (GuardEffect effect : GuardEffect.values()) {
      Map<GuardReason, Integer> reasons = new EnumMap<>(GuardReason.class);
      reasons.putAll(counts.getOrDefault(effect, Map.of()));
      all.put(effect, Collections.unmodifiableMap(reasons));
    }
    counts = Collections.unmodifiableMap(all);
    sample = List.copyOf(sample);
  }

  /** The report of the next copy, from those of the lines that went and that came. */
  GuardReport changed(GuardReport gone, GuardReport come) {
    Map<GuardEffect, Map<GuardReason, Integer>> next = new EnumMap<>(GuardEffect.class);
    for (GuardEffect effect : GuardEffect.values()) {
      Map<GuardReason, Integer> reasons = new EnumMap<>(GuardReason.class);
      reasons.putAll(counts.getOrDefault(effect, Map.of()));
      come.counts
          .getOrDefault(effect, Map.of())
          .forEach((reason, claims) -> reasons.merge(reason, claims, Integer::sum));
      gone.counts
          .getOrDefault(effect, Map.of())
          .forEach((reason, claims) -> reasons.merge(reason, -claims, Integer::sum));
      reasons.values().removeIf(claims -> claims <= 0);
      next.put(effect, reasons);
    }
    return new GuardReport(next, sampleWith(gone, come));
  }

  private List<GuardedClaim> sampleWith(GuardReport gone, GuardReport come) {
    Set<Pattern> went = new HashSet<>();
    gone.sample.forEach(guarded -> went.add(guarded.claim().pattern()));
    List<GuardedClaim> claims = new ArrayList<>(sample);
    claims.removeIf(guarded -> went.contains(guarded.claim().pattern()));
    claims.addAll(come.sample);
    return claims.size() > MAX_SAMPLE ? claims.subList(0, MAX_SAMPLE) : claims;
  }

  /** Claims that count nothing, by reason. */
  public Map<GuardReason, Integer> suppressed() {
    return counts.getOrDefault(GuardEffect.SUPPRESS, Map.of());
  }

  /** Claims that alone stop no flow, by reason. */
  public Map<GuardReason, Integer> downgraded() {
    return counts.getOrDefault(GuardEffect.DOWNGRADE, Map.of());
  }

  /** How many claims an effect befell. */
  public int total(GuardEffect effect) {
    return counts.getOrDefault(effect, Map.of()).values().stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  /** How many claims there are in all, beyond the sample too. */
  public int total() {
    return counts.keySet().stream().mapToInt(this::total).sum();
  }
}
