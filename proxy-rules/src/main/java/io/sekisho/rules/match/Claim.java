package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of an indicator that many entries of a feed share, so that it is stored once.
 *
 * @param kind of the pattern that it is about
 * @param validUntil the claim's own end; null where it has none
 */
record Claim(
    Pattern.Kind kind,
    @Nullable String threat,
    int confidence,
    @Nullable Instant validUntil,
    Provenance provenance,
    @Nullable String downgrade) {

  /**
   * How far the ends of two claims may lie apart that are taken for the same. Sources that tell how
   * long a claim has still to live tell another end with every copy, by the time that the copy took
   * to get here.
   */
  static final Duration SAME_END = Duration.ofMinutes(1);

  static Claim of(Indicator indicator) {
    return new Claim(
        indicator.pattern().kind(),
        indicator.threat(),
        indicator.confidence(),
        indicator.validUntil(),
        indicator.provenance(),
        indicator.downgrade());
  }

  /** Whether {@code indicator} makes this claim. */
  boolean isOf(Indicator indicator) {
    return Objects.equals(validUntil, indicator.validUntil()) && saysWhat(indicator);
  }

  /** As {@link #isOf}, where the ends may differ by {@link #SAME_END}. */
  boolean isLike(Indicator indicator) {
    return endsLike(indicator.validUntil()) && saysWhat(indicator);
  }

  private boolean saysWhat(Indicator indicator) {
    return confidence == indicator.confidence()
        && kind == indicator.pattern().kind()
        && Objects.equals(threat, indicator.threat())
        && provenance.equals(indicator.provenance())
        && Objects.equals(downgrade, indicator.downgrade());
  }

  private boolean endsLike(@Nullable Instant end) {
    if (validUntil == null || end == null) {
      return validUntil == null && end == null;
    }
    return Duration.between(validUntil, end).abs().compareTo(SAME_END) <= 0;
  }

  /** The indicator that makes this claim about {@code pattern}, until {@code limit} at the most. */
  Indicator about(Pattern pattern, String feed, int line, @Nullable Instant limit) {
    return new Indicator(
        pattern, feed, line, threat, confidence, end(limit), provenance, downgrade);
  }

  /** Its own end, or {@code limit} where that is earlier; null where there is neither. */
  @Nullable Instant end(@Nullable Instant limit) {
    return compareExpiry(validUntil, limit) <= 0 ? validUntil : limit;
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

  static int compareExpiry(@Nullable Instant one, @Nullable Instant other) {
    if (one == null) {
      return other == null ? 0 : 1;
    }
    return other == null ? -1 : one.compareTo(other);
  }
}
