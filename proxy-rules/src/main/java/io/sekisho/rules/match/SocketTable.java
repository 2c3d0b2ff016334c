package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A feed's hosts on one port. */
final class SocketTable {
  private final Map<Endpoint, Indicator> indicators = new HashMap<>();

  void add(Endpoint endpoint, Indicator indicator) {
    indicators.merge(endpoint, indicator, Entries::lasting);
  }

  void collect(Endpoint endpoint, Instant now, List<Indicator> found) {
    Entries.addLive(indicators.get(endpoint), now, found);
  }

  /** Those of one host, found by looking at all. */
  Stream<Indicator> on(Host host) {
    return indicators.entrySet().stream()
        .filter(entry -> entry.getKey().host().equals(host))
        .map(Map.Entry::getValue);
  }

  int size() {
    return indicators.size();
  }
}
