package io.sekisho.app.events;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many matches were told of each recent flow. A flow that is only observed goes on, and the
 * same matches come back with each new clue: they are told once. Used by one thread.
 */
final class RecentFlows {
  private static final int MOST = 10_000;

  private final Map<String, Integer> told = new LinkedHashMap<>();

  boolean isNews(Hit hit) {
    String flow = hit.decision().flow().id();
    int matches = hit.verdict().matches().size();
    Integer before = told.remove(flow);
    told.put(flow, before == null ? matches : Math.max(before, matches));
    if (told.size() > MOST) {
      told.remove(told.keySet().iterator().next());
    }
    return before == null || matches > before || !hit.decision().action().passes();
  }
}
