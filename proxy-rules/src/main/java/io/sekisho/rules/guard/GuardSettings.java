package io.sekisho.rules.guard;

/**
 * How one source of protected names and ranges is used.
 *
 * @param source what an operator knows it by, such as a file name
 * @param reason said of claims on names
 */
public record GuardSettings(
    String source, GuardReason reason, GuardEffect effect, Coverage covers) {

  /** The reason said of claims on addresses: a whole range is shared, unless it is one's own. */
  GuardReason reasonForAddresses() {
    return effect == GuardEffect.NOTE ? reason : GuardReason.SHARED_RANGE;
  }
}
