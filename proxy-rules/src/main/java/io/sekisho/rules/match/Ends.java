package io.sekisho.rules.match;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many entries there are by their own end; that of {@code withoutEnd} have none. */
record Ends(Map<Instant, Integer> byEnd, int withoutEnd) {
  static Ends of(Layer layer) {
    EntryStore store = layer.index().store();
    int[] byClaim = layer.entriesByClaim();
    Map<Instant, Integer> byEnd = new HashMap<>();
    int withoutEnd = 0;
    for (int i = 0; i < byClaim.length; i++) {
      Instant end = store.claimNumbered(i).validUntil();
      if (end == null) {
        withoutEnd += byClaim[i];
      } else if (byClaim[i] > 0) {
        byEnd.merge(end, byClaim[i], Integer::sum);
      }
    }
    return new Ends(byEnd, withoutEnd);
  }

  Ends and(Ends other) {
    Map<Instant, Integer> sum = new HashMap<>(byEnd);
    other.byEnd.forEach((end, entries) -> sum.merge(end, entries, Integer::sum));
    return new Ends(sum, withoutEnd + other.withoutEnd);
  }

  /** How many have ended of themselves by {@code now}. */
  int before(Instant now) {
    return byEnd.entrySet().stream()
        .filter(entry -> !now.isBefore(entry.getKey()))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** When the last of them ends; null where one has no end, or there is none. */
  @Nullable Instant last() {
    return withoutEnd > 0 ? null : byEnd.keySet().stream().max(Instant::compareTo).orElse(null);
  }
}
