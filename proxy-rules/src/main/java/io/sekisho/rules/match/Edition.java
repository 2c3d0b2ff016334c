package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims, or the exceptions, of one copy: what it still has of a base that it shares with the
 * copies before, and over it what is new in it or claimed otherwise. Immutable.
 *
 * @param counts by kind; every kind is there
 */
record Edition(Layer base, Layer overlay, Map<Pattern.Kind, Integer> counts, FeedChange change) {

  /** In {@link Layer#line}: the copy does not have the entry. */
  static final int ABSENT = -1;

  /** In {@link Layer#line}: the copy has the pattern, but claims something else of it. */
  static final int REPLACED = -2;

  static Edition of(Layer base, Layer overlay, FeedChange change) {
    Map<Pattern.Kind, Integer> counts = new EnumMap<>(Pattern.Kind.class);
    for (Pattern.Kind kind : Pattern.Kind.values()) {
      counts.put(kind, 0);
    }
    count(base, counts);
    count(overlay, counts);
    return new Edition(base, overlay, Collections.unmodifiableMap(counts), change);
  }

  private static void count(Layer layer, Map<Pattern.Kind, Integer> counts) {
    int[] byClaim = layer.entriesByClaim();
    for (int i = 0; i < byClaim.length; i++) {
      counts.merge(layer.index().store().claimNumbered(i).kind(), byClaim[i], Integer::sum);
    }
  }

  /** The same, ending at another time. */
  Edition until(@Nullable Instant limit) {
    return new Edition(base.until(limit), overlay.until(limit), counts, FeedChange.NONE);
  }

  int size() {
    int size = 0;
    for (int ofKind : counts.values()) {
      size += ofKind;
    }
    return size;
  }

  /** Adds every live indicator of what is asked about, the most specific first. */
  void collect(Query query, Instant now, List<Indicator> found) {
    int before = found.size();
    base.collect(query, now, found);
    int between = found.size();
    overlay.collect(query, now, found);
    if (before < between && between < found.size()) {
      found.subList(before, found.size()).sort(Specificity.MOST_FIRST);
    }
  }

  /** The endpoints and URLs on one host, by line. */
  List<Indicator> concerning(Host host) {
    List<Indicator> concerning = new ArrayList<>();
    addConcerning(base, host, concerning);
    addConcerning(overlay, host, concerning);
    concerning.sort(Comparator.comparingInt(Indicator::line));
    return concerning;
  }

  private static void addConcerning(Layer layer, Host host, List<Indicator> concerning) {
    EntryStore store = layer.index().store();
    layer.forEach(
        entry -> {
          Pattern.Kind kind = store.kind(entry);
          boolean onHost = kind == Pattern.Kind.ENDPOINT || kind == Pattern.Kind.URL;
          if (onHost
              && store.pattern(entry).fold(Specificity.HOST).filter(host::equals).isPresent()) {
            concerning.add(layer.indicator(entry));
          }
        });
  }

  /** The claim that the copy makes about a pattern; null where it makes none. */
  @Nullable Claim claim(Pattern pattern) {
    Claim inBase = claim(base, pattern);
    return inBase == null ? claim(overlay, pattern) : inBase;
  }

  private static @Nullable Claim claim(Layer layer, Pattern pattern) {
    int entry = layer.index().find(pattern);
    return entry != EntryStore.NONE && layer.line(entry) >= 0
        ? layer.index().store().claim(entry)
        : null;
  }

  Ends ends() {
    return Ends.of(base).and(Ends.of(overlay));
  }
}
