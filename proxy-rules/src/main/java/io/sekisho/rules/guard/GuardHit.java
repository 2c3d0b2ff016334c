package io.sekisho.rules.guard;

import io.sekisho.rules.indicator.Pattern;

/**
 * What a claim would hit.
 *
 * @param source what an operator knows the guard by
 * @param entry the protected name, range or rule
 * @param line where it stands in the source, from 1; 0 where there is no file
 */
public record GuardHit(
    GuardReason reason, GuardEffect effect, String source, String entry, int line) {

  /** What the feed itself says, or what holds for every feed, against {@code claimed}. */
  public static GuardHit ofClaim(GuardReason reason, Pattern claimed) {
    return new GuardHit(reason, GuardEffect.SUPPRESS, "feed", claimed.toString(), 0);
  }

  public GuardHit withEffect(GuardEffect other) {
    return new GuardHit(reason, other, source, entry, line);
  }

  /** The same for every claim that one source has anything against. */
  public String cause() {
    return reason.label() + " (" + source + ")";
  }

  @Override
  public String toString() {
    String place = line > 0 ? ", line " + line : "";
    return reason.label() + ": " + source + ": " + entry + place;
  }
}
