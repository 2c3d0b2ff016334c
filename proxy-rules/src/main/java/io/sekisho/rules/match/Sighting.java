package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a level says of a pattern that was asked about, on behalf of one feed.
 *
 * @param end in {@link Minutes}
 */
record Sighting(Pattern pattern, Claim claim, int end, int line) {

  /** Whether {@code older} is hidden by this. */
  boolean hides(Sighting older) {
    return claim.role().side() == older.claim.role().side()
        && claim.feed().equals(older.claim.feed())
        && pattern.equals(older.pattern);
  }

  boolean isOver(int over) {
    return Minutes.isOver(end, over);
  }

  /** The indicator that it is of, which ends at {@code limit} at the latest. */
  Indicator indicator(@Nullable Instant limit) {
    Instant own = Minutes.instant(end);
    boolean limited = own == null || (limit != null && limit.isBefore(own));
    return claim.about(pattern, line, limited ? limit : own);
  }
}
