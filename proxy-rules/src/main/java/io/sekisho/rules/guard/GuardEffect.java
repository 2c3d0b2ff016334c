package io.sekisho.rules.guard;

import java.util.Locale;

/** What becomes of a claim that a guard is hit by, the mildest first. */
public enum GuardEffect {
  /** It counts in full, and is told. */
  NOTE("noted"),
  /** It counts, and by itself stops no flow. */
  DOWNGRADE("downgraded"),
  /** It does not count. */
  SUPPRESS("suppressed");

  private final String label = name().toLowerCase(Locale.ROOT);

  private final String done;

  GuardEffect(String done) {
    this.done = done;
  }

  public String label() {
    return label;
  }

  /** What was done to a claim. */
  public String done() {
    return done;
  }
}
