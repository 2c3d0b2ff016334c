package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The part of an indicator that many entries of a feed share, so that it is stored once. */
record Claim(
    @Nullable String threat,
    int confidence,
    @Nullable Instant validUntil,
    Provenance provenance,
    @Nullable String downgrade) {

  static Claim of(Indicator indicator) {
    return new Claim(
        indicator.threat(),
        indicator.confidence(),
        indicator.validUntil(),
        indicator.provenance(),
        indicator.downgrade());
  }

  /** The indicator that makes this claim about {@code pattern}. */
  Indicator about(Pattern pattern, String feed, int line) {
    return new Indicator(
        pattern, feed, line, threat, confidence, validUntil, provenance, downgrade);
  }

  boolean isValidAt(Instant now) {
    return validUntil == null || now.isBefore(validUntil);
  }

  /**
   * Whether this claim, made again about the same pattern, takes the place of {@code earlier}: it
   * does where it is valid for longer, or for as long with more confidence.
   */
  boolean supersedes(Claim earlier) {
    int byExpiry = compareExpiry(validUntil, earlier.validUntil);
    return byExpiry > 0 || (byExpiry == 0 && confidence > earlier.confidence);
  }

  private static int compareExpiry(@Nullable Instant one, @Nullable Instant other) {
    if (one == null) {
      return other == null ? 0 : 1;
    }
    return other == null ? -1 : one.compareTo(other);
  }
}
