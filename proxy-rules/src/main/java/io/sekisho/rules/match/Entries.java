package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tables of whole indicators do alike with one entry. */
final class Entries {
  private Entries() {}

  /** Which of two claims about one pattern is kept: see {@link Claim#supersedes}. */
  static Indicator lasting(Indicator earlier, Indicator later) {
    return Claim.of(later).supersedes(Claim.of(earlier)) ? later : earlier;
  }

  static void addLive(@Nullable Indicator entry, Instant now, List<Indicator> found) {
    if (entry != null && entry.isValidAt(now)) {
      found.add(entry);
    }
  }
}
