package io.sekisho.rules.indicator;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One feed's claim about a destination, with its provenance (terms of STIX 2.1, 4.7).
 *
 * @param line where in the feed's file the claim stands, from 1; 0 where there is no file
 * @param threat the malware family or campaign, where the feed says
 * @param confidence 0 to 100
 * @param validUntil from this instant on the claim no longer counts; null where it never ends
 */
public record Indicator(
    Pattern pattern,
    String feed,
    int line,
    @Nullable String threat,
    int confidence,
    @Nullable Instant validUntil) {
  public static final int MAX_CONFIDENCE = 100;

  public Indicator {
    if (feed.isBlank()) {
      throw new IllegalArgumentException("feed is blank");
    }
    if (confidence < 0 || confidence > MAX_CONFIDENCE) {
      throw new IllegalArgumentException("confidence " + confidence);
    }
  }

  public boolean isValidAt(Instant now) {
    return validUntil == null || now.isBefore(validUntil);
  }

  public Optional<String> knownThreat() {
    return Optional.ofNullable(threat);
  }

  public Optional<Instant> expiry() {
    return Optional.ofNullable(validUntil);
  }
}
