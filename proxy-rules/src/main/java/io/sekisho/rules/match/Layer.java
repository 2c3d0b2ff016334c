package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import java.time.Instant;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The entries of an index as one copy has them. Immutable. */
final class Layer {
  private final String feed;
  private final PatternIndex index;
  private final int[] lines;
  private final @Nullable Instant limit;

  /**
   * The entries of {@code index} that are in a copy.
   *
   * @param lines where in the copy each entry stands, by its number; negative where the copy does
   *     not have it, or not as the index does. Not copied
   * @param limit when every entry ends at the latest; null where there is no such time
   */
  Layer(String feed, PatternIndex index, int[] lines, @Nullable Instant limit) {
    this.feed = feed;
    this.index = index;
    this.lines = lines;
    this.limit = limit;
  }

  /** All of a sealed index, as the copy has it that it was built from. */
  static Layer whole(String feed, PatternIndex index, @Nullable Instant limit) {
    return new Layer(feed, index, index.store().lines(), limit);
  }

  PatternIndex index() {
    return index;
  }

  int line(int entry) {
    return lines[entry];
  }

  Layer until(@Nullable Instant end) {
    return new Layer(feed, index, lines, end);
  }

  void collect(Query query, Instant now, List<Indicator> found) {
    index.collect(query, this, now, found);
  }

  /** Adds the indicator of an entry, if it is one, is here, and has not expired of itself. */
  void addLive(int entry, Instant now, List<Indicator> found) {
    if (entry != EntryStore.NONE
        && lines[entry] >= 0
        && index.store().claim(entry).isValidAt(now)) {
      found.add(indicator(entry));
    }
  }

  Indicator indicator(int entry) {
    EntryStore store = index.store();
    return store.claim(entry).about(store.pattern(entry), feed, lines[entry], limit);
  }

  /** How many entries make each claim, by its number. */
  int[] entriesByClaim() {
    int[] entries = new int[index.store().claims()];
    forEach(entry -> entries[index.store().claimNumber(entry)]++);
    return entries;
  }

  void forEach(IntConsumer entry) {
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] >= 0) {
        entry.accept(i);
      }
    }
  }
}
