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

/**
 * A feed's URLs by host; the URLs of one host are looked through one by one. Paths are compared in
 * their {@link UrlPath} form. A listed URL whose form is the root alone matches nothing, since it
 * would stand for the host as a whole.
 */
final class UrlTable {
  static final Comparator<Url> LONGEST_FIRST =
      Comparator.comparingInt((Url url) -> -url.path().length())
          .thenComparing(url -> url.port() == null);

  private final Map<Host, Map<Url, Entry>> entries = new HashMap<>();
  private final EntryStore store;

  UrlTable(EntryStore store) {
    this.store = store;
  }

  /** One listed URL: the form of its path, and its number. */
  private record Entry(String path, int number) {}

  int find(Url url) {
    Entry known = entries.getOrDefault(url.host(), Map.of()).get(url);
    return known == null ? EntryStore.NONE : known.number();
  }

  int place(Url url) {
    return entries
        .computeIfAbsent(url.host(), host -> new HashMap<>())
        .computeIfAbsent(
            url, fresh -> new Entry(UrlPath.canonical(fresh.path()), store.append(fresh)))
        .number();
  }

  /** Adds the indicators of every live URL that the path of the query lies at or below. */
  void collect(Query query, Layer layer, Instant now, List<Indicator> found) {
    String path = query.clue().path();
    Endpoint destination = query.destination();
    Map<Url, Entry> candidates =
        path == null ? Map.of() : entries.getOrDefault(destination.host(), Map.of());
    if (path == null || candidates.isEmpty()) {
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
      layer.addLive(find(url), now, found);
    }
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
