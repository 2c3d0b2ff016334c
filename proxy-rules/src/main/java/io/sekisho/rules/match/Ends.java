package io.sekisho.rules.match;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many claims of a feed end at which {@link Minutes}. Immutable. */
record Ends(Map<Integer, Integer> byMinute) {
  static final Ends NONE = new Ends(Map.of());

  Ends {
    byMinute = Collections.unmodifiableMap(byMinute);
  }

  /** How many have ended of themselves by {@code now}. */
  int before(Instant now) {
    int over = Minutes.over(now);
    return byMinute.entrySet().stream()
        .filter(entry -> Minutes.isOver(entry.getKey(), over))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Whether any has not ended of itself by {@code now}. */
  boolean areAfter(Instant now) {
    int over = Minutes.over(now);
    return byMinute.keySet().stream().anyMatch(end -> !Minutes.isOver(end, over));
  }

  /** When the last of them ends; null where one has no end, or there is none. */
  @Nullable Instant last() {
    return byMinute.containsKey(Minutes.NEVER)
        ? null
        : byMinute.keySet().stream().max(Minutes::compare).map(Minutes::instant).orElse(null);
  }

  Tally tally() {
    return new Tally(new HashMap<>(byMinute));
  }

  /** Ends that are still counted. For one thread. */
  record Tally(Map<Integer, Integer> byMinute) {
    void add(int end, int claims) {
      byMinute.merge(end, claims, (one, other) -> one + other == 0 ? null : one + other);
    }

    Ends ends() {
      return new Ends(new HashMap<>(byMinute));
    }
  }
}
