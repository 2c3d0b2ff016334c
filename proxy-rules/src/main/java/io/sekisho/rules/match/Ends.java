package io.sekisho.rules.match;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many claims of a feed end at which {@link Minutes}. Immutable. A change shares all pages with
 * it but those that it writes to: where something is posted every minute that ends in a month,
 * there are tens of thousands of ends.
 */
final class Ends {
  static final Ends NONE = new Ends(Map.of());

  private static final int PAGE_BITS = 8;
  private static final int PAGE = 1 << PAGE_BITS;

  private final Map<Integer, int[]> pages;

  private Ends(Map<Integer, int[]> pages) {
    this.pages = pages;
  }

  /** Told of each minute at which claims end. */
  @FunctionalInterface
  private interface Visitor {
    void see(int minute, int claims);
  }

  private void forEach(Visitor visitor) {
    pages.forEach(
        (number, page) -> {
          for (int i = 0; i < PAGE; i++) {
            if (page[i] != 0) {
              visitor.see((number << PAGE_BITS) + i, page[i]);
            }
          }
        });
  }

  /** By minute, those alone at which any claims end. */
  Map<Integer, Integer> byMinute() {
    Map<Integer, Integer> byMinute = new TreeMap<>();
    forEach(byMinute::put);
    return byMinute;
  }

  /** How many have ended of themselves by {@code now}. */
  int before(Instant now) {
    int over = Minutes.over(now);
    int[] ended = {0};
    forEach((end, claims) -> ended[0] += Minutes.isOver(end, over) ? claims : 0);
    return ended[0];
  }

  /** Whether any has not ended of itself by {@code now}. */
  boolean areAfter(Instant now) {
    int over = Minutes.over(now);
    boolean[] any = {false};
    forEach((end, claims) -> any[0] |= !Minutes.isOver(end, over));
    return any[0];
  }

  /** When the last of them ends; null where one has no end, or there is none. */
  @Nullable Instant last() {
    return byMinute().keySet().stream().max(Minutes::compare).map(Minutes::instant).orElse(null);
  }

  Tally tally() {
    return new Tally(pages);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ends ends && byMinute().equals(ends.byMinute());
  }

  @Override
  public int hashCode() {
    return byMinute().hashCode();
  }

  @Override
  public String toString() {
    return byMinute().toString();
  }

  /** Ends that are still counted. For one thread. */
  static final class Tally {
    private final Map<Integer, int[]> pages;
    private final Set<Integer> own = new HashSet<>();

    private Tally(Map<Integer, int[]> shared) {
      pages = new HashMap<>(shared);
    }

    void add(int end, int claims) {
      int number = end >>> PAGE_BITS;
      int[] page = pages.get(number);
      if (page == null || own.add(number)) {
        page = page == null ? new int[PAGE] : page.clone();
        own.add(number);
        pages.put(number, page);
      }
      page[end & (PAGE - 1)] += claims;
    }

    /** All that were counted, behind which this counts on. */
    Ends ends() {
      own.clear();
      return new Ends(new HashMap<>(pages));
    }
  }
}
