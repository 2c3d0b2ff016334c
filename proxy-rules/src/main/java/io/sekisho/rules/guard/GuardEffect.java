package io.sekisho.rules.guard;

import java.util.Locale;

/** What becomes of a claim that a guard is hit by, the mildest first. */
public enum GuardEffect {
  /** It counts in full, and is told. */
  NOTE,
  /** It counts, and by itself stops no flow. */
  DOWNGRADE,
  /** It does not count. */
  SUPPRESS;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }
}
