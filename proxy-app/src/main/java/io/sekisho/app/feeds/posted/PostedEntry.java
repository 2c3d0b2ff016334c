package io.sekisho.app.feeds.posted;

import io.sekisho.rules.feed.format.DestinationType;
import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.LoneDestination;
import io.sekisho.rules.feed.format.Particulars;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One destination that somebody adds or withdraws; null is what they do not say.
 *
 * @param type what the value is said to be; where it is not, it is read as in {@code domains}
 * @param expires counted from when it was posted
 */
public record PostedEntry(
    String value,
    @Nullable DestinationType type,
    @Nullable String threat,
    @Nullable Integer confidence,
    @Nullable Duration expires,
    @Nullable String reference) {

  /** A destination of which nothing is said. */
  static PostedEntry of(String value) {
    return new PostedEntry(value, null, null, null, null, null);
  }

  /** Whether nothing but the destination is said. */
  boolean isBare() {
    return equals(of(value));
  }

  /** The destination that is meant; empty where the value makes no sense. */
  public Optional<Pattern> pattern() {
    return LoneDestination.read(value, type)
        .fold(
            claim -> Optional.of(claim.pattern()),
            exemption -> Optional.empty(),
            rejected -> Optional.empty(),
            note -> Optional.empty());
  }

  /** What it is read as, where it was posted at this time. */
  public FeedEntry read(Instant at) {
    Particulars particulars =
        Particulars.of(threat)
            .withConfidence(confidence)
            .withValidUntil(expires == null ? null : at.plus(expires))
            .withAliveAt(at)
            .withProvenance(Provenance.NONE.withReference(reference));
    return LoneDestination.read(value, type).mapClaim(claim -> claim.with(particulars));
  }
}
