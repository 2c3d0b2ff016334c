package io.sekisho.app.feeds.posted;

import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What changes have led to: each destination as it was posted last. For one thread. */
public final class PostedEntries {
  /** Most entries on one line of a log that is written anew. */
  private static final int MOST_TOGETHER = 10_000;

  private final Map<Pattern, Kept> kept = new LinkedHashMap<>();
  private int strange;

  /** An entry, and when it was posted. */
  public record Kept(PostedEntry entry, Instant at) {}

  /** Makes one more change. */
  public void make(PostedChange change) {
    change.withdraw().forEach(entry -> pattern(entry).ifPresent(kept::remove));
    for (PostedEntry entry : change.add()) {
      pattern(entry).ifPresent(pattern -> put(pattern, new Kept(entry, change.at())));
    }
  }

  private Optional<Pattern> pattern(PostedEntry entry) {
    Optional<Pattern> pattern = entry.pattern();
    strange += pattern.isEmpty() ? 1 : 0;
    return pattern;
  }

  private void put(Pattern pattern, Kept entry) {
    kept.remove(pattern);
    kept.put(pattern, entry);
  }

  /** When the last one was posted; empty where there is none. */
  public Optional<Instant> latest() {
    return kept.values().stream().map(Kept::at).max(Comparator.naturalOrder());
  }

  /** How many entries made no sense. */
  public int strange() {
    return strange;
  }

  /** All of them, that which was posted last at the end. */
  public Collection<Kept> all() {
    return kept.values();
  }

  public void removeIf(Predicate<Kept> condition) {
    kept.values().removeIf(condition);
  }

  /** The fewest changes that lead to the same. */
  List<PostedChange> changes() {
    List<PostedChange> changes = new ArrayList<>();
    List<PostedEntry> together = new ArrayList<>();
    Instant at = Instant.EPOCH;
    for (Kept each : kept.values()) {
      if (!together.isEmpty() && (!each.at().equals(at) || together.size() == MOST_TOGETHER)) {
        changes.add(new PostedChange(at, together, List.of()));
        together.clear();
      }
      at = each.at();
      together.add(each.entry());
    }
    if (!together.isEmpty()) {
      changes.add(new PostedChange(at, together, List.of()));
    }
    return changes;
  }
}
