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
 * @param downgrade why the claim alone stops no flow; null where it counts in full
 * @param action how flows are to be stopped; null where the feed leaves that to whoever uses it
 */
public record Indicator(
    Pattern pattern,
    String feed,
    int line,
    @Nullable String threat,
    int confidence,
    @Nullable Instant validUntil,
    Provenance provenance,
    @Nullable String downgrade,
    @Nullable RequestedAction action) {
  public static final int MAX_CONFIDENCE = 100;

  /** A claim that counts in full, and of whose origin nothing is known. */
  public Indicator(
      Pattern pattern,
      String feed,
      int line,
      @Nullable String threat,
      int confidence,
      @Nullable Instant validUntil) {
    this(pattern, feed, line, threat, confidence, validUntil, Provenance.NONE, null);
  }

  /** A claim that leaves to whoever uses it how flows are stopped. */
  public Indicator(
      Pattern pattern,
      String feed,
      int line,
      @Nullable String threat,
      int confidence,
      @Nullable Instant validUntil,
      Provenance provenance,
      @Nullable String downgrade) {
    this(pattern, feed, line, threat, confidence, validUntil, provenance, downgrade, null);
  }

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

  /** Whether the claim by itself may stop a flow. */
  public boolean isDecisive() {
    return downgrade == null;
  }

  public Optional<String> downgradeReason() {
    return Optional.ofNullable(downgrade);
  }

  public Optional<RequestedAction> requestedAction() {
    return Optional.ofNullable(action);
  }

  /** The same claim, which leaves to whoever uses it how flows are stopped. */
  public Indicator withoutAction() {
    return action == null
        ? this
        : new Indicator(pattern, feed, line, threat, confidence, validUntil, provenance, downgrade);
  }
}
