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

/**
 * A feed's URLs by host; the URLs of one host are looked through one by one. Paths are compared in
 * their {@link UrlPath} form. A listed URL whose form is the root alone matches nothing, since it
 * would stand for the host as a whole.
 */
final class UrlTable {
  private static final Comparator<Url> LONGEST_FIRST =
      Comparator.comparingInt((Url url) -> -url.path().length())
          .thenComparing(url -> url.port() == null);

  private final Map<Host, Map<Url, Entry>> entries = new HashMap<>();

  /** One listed URL, with the form of its path. */
  private record Entry(String path, Indicator indicator) {
    static Entry lasting(Entry earlier, Entry later) {
      return new Entry(earlier.path, Entries.lasting(earlier.indicator, later.indicator));
    }
  }

  void add(Url url, Indicator indicator) {
    entries
        .computeIfAbsent(url.host(), host -> new HashMap<>())
        .merge(url, new Entry(UrlPath.canonical(url.path()), indicator), Entry::lasting);
  }

  /** Adds the indicators of every live URL that {@code path} lies at or below. */
  void collect(Endpoint destination, String path, Instant now, List<Indicator> found) {
    Map<Url, Entry> candidates = entries.getOrDefault(destination.host(), Map.of());
    if (candidates.isEmpty()) {
      return;
    }
    String visited = UrlPath.canonical(path);
    List<Url> matching = new ArrayList<>();
    candidates.forEach(
        (url, entry) -> {
          boolean portFits = url.port() == null || url.port() == destination.port();
          if (portFits && covers(entry.path(), visited)) {
            matching.add(url);
          }
        });
    matching.sort(LONGEST_FIRST);
    for (Url url : matching) {
      Entry entry = candidates.get(url);
      Entries.addLive(entry == null ? null : entry.indicator(), now, found);
    }
  }

  Stream<Indicator> on(Host host) {
    return entries.getOrDefault(host, Map.of()).values().stream().map(Entry::indicator);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  int size() {
    return entries.values().stream().mapToInt(Map::size).sum();
  }

  /** Whether {@code prefix} ends at {@code path}'s end or at a boundary of its segments. */
  private static boolean covers(String prefix, String path) {
    return path.startsWith(prefix)
        && prefix.length() > 1
        && (path.length() == prefix.length()
            || prefix.endsWith("/")
            || "/?#;".indexOf(path.charAt(prefix.length())) >= 0);
  }
}
