package io.sekisho.rules.feed.format;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The indicators that wait a while before they are handed on, since a later object may be a newer
 * version of one, or say which malware it indicates. How many wait is bounded, and not by the copy:
 * versions of one indicator that stand further apart than that both count.
 */
final class StixWindow {
  /** Most entries that wait, long patterns counting more, and most names that are remembered. */
  static final int MAX_WAITING = 50_000;

  /** Characters of a pattern that weigh as much as an entry. */
  private static final int CHARACTERS = 256;

  private static final String MALWARE = "malware--";

  private final Map<String, Waiting> waiting = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private int weight;

  /**
   * One version of an indicator.
   *
   * @param modified when it was made; the newest counts
   * @param length of its pattern, in characters
   */
  record Version(Instant modified, int length, List<FeedEntry> entries) {
    private int weight() {
      return entries.size() + length / CHARACTERS;
    }
  }

  /** A version, and the object that it is said to indicate. */
  private record Waiting(Version version, @Nullable String indicates) {}

  /** Lets an indicator wait; what has waited longest may have to go for it. */
  void hold(String id, Version version, Consumer<FeedEntry> out) {
    Waiting before = waiting.get(id);
    if (before != null && before.version().modified().isAfter(version.modified())) {
      return;
    }
    waiting.put(id, new Waiting(version, before == null ? null : before.indicates()));
    weight += version.weight() - (before == null ? 0 : before.version().weight());
    while (weight > MAX_WAITING) {
      release(waiting.values().iterator(), out);
    }
  }

  /** Takes note of what an object other than an indicator is called. */
  void name(@Nullable String id, @Nullable String name) {
    if (id != null && name != null && names.size() < MAX_WAITING) {
      names.put(id, name);
    }
  }

  /** Takes note that an indicator indicates something; malware goes before all else. */
  void relate(String indicator, String target) {
    Waiting found = waiting.get(indicator);
    if (found != null && (found.indicates() == null || target.startsWith(MALWARE))) {
      waiting.put(indicator, new Waiting(found.version(), target));
    }
  }

  /** Hands on all that still waits, in the order in which it came. */
  void close(Consumer<FeedEntry> out) {
    Iterator<Waiting> all = waiting.values().iterator();
    while (all.hasNext()) {
      release(all, out);
    }
  }

  private void release(Iterator<Waiting> all, Consumer<FeedEntry> out) {
    Waiting oldest = all.next();
    all.remove();
    weight -= oldest.version().weight();
    String indicates = oldest.indicates();
    String threat = indicates == null ? null : names.get(indicates);
    for (FeedEntry entry : oldest.version().entries()) {
      out.accept(threat == null ? entry : entry.mapClaim(claim -> of(claim, threat)));
    }
  }

  private static FeedEntry of(FeedEntry.Claim claim, String threat) {
    return claim.with(claim.particulars().withThreat(threat));
  }
}
