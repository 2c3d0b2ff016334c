package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import io.sekisho.rules.indicator.RequestedAction;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a feed says of a pattern, but for when that ends and where it stands: many entries share it,
 * so it is stored once.
 */
record Claim(
    String feed,
    Role role,
    @Nullable String threat,
    int confidence,
    Provenance provenance,
    @Nullable String downgrade,
    @Nullable RequestedAction action) {

  static Claim of(Indicator indicator) {
    return new Claim(
        indicator.feed(),
        Role.CLAIM,
        indicator.threat(),
        indicator.confidence(),
        indicator.provenance(),
        indicator.downgrade(),
        indicator.action());
  }

  /** A claim that says nothing beside its role. */
  static Claim mere(String feed, Role role) {
    return new Claim(feed, role, null, Indicator.MAX_CONFIDENCE, Provenance.NONE, null, null);
  }

  /** What hides this in older levels. */
  Claim tombstone() {
    return mere(feed, role.tombstone());
  }

  /** Whether {@code indicator} says this. */
  boolean isOf(Indicator indicator) {
    return confidence == indicator.confidence()
        && Objects.equals(threat, indicator.threat())
        && provenance.equals(indicator.provenance())
        && Objects.equals(downgrade, indicator.downgrade())
        && action == indicator.action();
  }

  Indicator about(Pattern pattern, int line, @Nullable Instant end) {
    return new Indicator(
        pattern, feed, line, threat, confidence, end, provenance, downgrade, action);
  }
}
