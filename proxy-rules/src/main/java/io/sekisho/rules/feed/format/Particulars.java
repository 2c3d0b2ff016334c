package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Provenance;
import io.sekisho.rules.indicator.RequestedAction;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a feed says about one claim beside its pattern; null where it does not say.
 *
 * @param threat the malware family or campaign
 * @param confidence 0 to 100
 * @param validUntil from this instant on the claim no longer counts
 * @param aliveAt when the source last found the destination at work: the time that the feed's
 *     settings give an entry counts from here
 * @param action how flows are to be stopped
 * @param lasting how long the claim counts from when the copy was made; negative where it is over
 */
public record Particulars(
    @Nullable String threat,
    @Nullable Integer confidence,
    @Nullable Instant validUntil,
    @Nullable Instant aliveAt,
    Provenance provenance,
    @Nullable RequestedAction action,
    @Nullable Duration lasting) {
  /** The feed says nothing. */
  public static final Particulars NONE =
      new Particulars(null, null, null, null, Provenance.NONE, null, null);

  /** Of this malware family or campaign, and nothing more. */
  public static Particulars of(@Nullable String threat) {
    return threat == null ? NONE : NONE.withThreat(threat);
  }

  public Particulars withThreat(@Nullable String family) {
    return new Particulars(family, confidence, validUntil, aliveAt, provenance, action, lasting);
  }

  public Particulars withConfidence(@Nullable Integer percent) {
    return new Particulars(threat, percent, validUntil, aliveAt, provenance, action, lasting);
  }

  public Particulars withValidUntil(@Nullable Instant end) {
    return new Particulars(threat, confidence, end, aliveAt, provenance, action, lasting);
  }

  public Particulars withAliveAt(@Nullable Instant time) {
    return new Particulars(threat, confidence, validUntil, time, provenance, action, lasting);
  }

  public Particulars withProvenance(Provenance source) {
    return new Particulars(threat, confidence, validUntil, aliveAt, source, action, lasting);
  }

  public Particulars withAction(@Nullable RequestedAction asked) {
    return new Particulars(threat, confidence, validUntil, aliveAt, provenance, asked, lasting);
  }

  public Particulars withLasting(@Nullable Duration time) {
    return new Particulars(threat, confidence, validUntil, aliveAt, provenance, action, time);
  }
}
