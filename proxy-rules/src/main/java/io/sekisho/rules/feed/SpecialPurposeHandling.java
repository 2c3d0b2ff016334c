package io.sekisho.rules.feed;

/** What becomes of a feed's claims on private and reserved addresses. */
public enum SpecialPurposeHandling {
  /** They are rejected and counted: many lists name such addresses by mistake. */
  REFUSE,
  /** They count like any other. */
  ACCEPT
}
