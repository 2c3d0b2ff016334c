package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Indicator;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A feed's hosts on one port. */
final class SocketTable {
  private final Map<Endpoint, Indicator> indicators = new HashMap<>();

  void add(Endpoint endpoint, Indicator indicator) {
    indicators.merge(endpoint, indicator, Entries::lasting);
  }

  void collect(Endpoint endpoint, Instant now, List<Indicator> found) {
    Entries.addLive(indicators.get(endpoint), now, found);
  }

  int size() {
    return indicators.size();
  }
}
