package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern.Url;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A feed's URLs by host; the URLs of one host are looked through one by one. */
final class UrlTable {
  private static final Comparator<Url> LONGEST_FIRST =
      Comparator.comparingInt((Url url) -> -url.path().length())
          .thenComparing(url -> url.port() == null);

  private final Map<Host, Map<Url, Indicator>> indicators = new HashMap<>();

  void add(Url url, Indicator indicator) {
    indicators
        .computeIfAbsent(url.host(), host -> new HashMap<>())
        .merge(url, indicator, Entries::lasting);
  }

  /** Adds the indicators of every live URL that {@code path} lies at or below. */
  void collect(Endpoint destination, String path, Instant now, List<Indicator> found) {
    List<Url> matching = new ArrayList<>();
    Map<Url, Indicator> candidates = indicators.getOrDefault(destination.host(), Map.of());
    for (Url url : candidates.keySet()) {
      boolean portFits = url.port() == null || url.port() == destination.port();
      if (portFits && covers(url.path(), path)) {
        matching.add(url);
      }
    }
    matching.sort(LONGEST_FIRST);
    for (Url url : matching) {
      Entries.addLive(candidates.get(url), now, found);
    }
  }

  Stream<Indicator> on(Host host) {
    return indicators.getOrDefault(host, Map.of()).values().stream();
  }

  boolean isEmpty() {
    return indicators.isEmpty();
  }

  int size() {
    return indicators.values().stream().mapToInt(Map::size).sum();
  }

  /** Whether {@code prefix} ends at {@code path}'s end or at a boundary of its segments. */
  private static boolean covers(String prefix, String path) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length()
            || prefix.endsWith("/")
            || "/?#".indexOf(path.charAt(prefix.length())) >= 0);
  }
}
