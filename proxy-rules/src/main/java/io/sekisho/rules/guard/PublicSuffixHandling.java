package io.sekisho.rules.guard;

/** What becomes of a feed's claims on public suffixes. */
public enum PublicSuffixHandling {
  /** The guards decide. */
  SUPPRESS,
  /** They count, whatever popular names lie below: the feed lists whole suffixes on purpose. */
  ACCEPT
}
