package io.sekisho.rules.snapshot;

import io.sekisho.rules.indicator.Indicator;

/**
 * How far the word of a feed goes. What falls short of it is suspect: told, and not stopped.
 *
 * @param origin who the feed's claims are from in the end: feeds of one origin are one voice
 * @param minConfidence what the voices have to amount to together, 0 to 100
 * @param voices how many different origins have to speak against the flow, this one included
 * @param actions whether it also says how flows are stopped
 */
public record Trust(String origin, int minConfidence, int voices, Actions actions) {

  /** What becomes of the actions that entries ask for. */
  public enum Actions {
    /** They take the place of the configured answer. */
    HONOUR,
    /** The configured answer counts. */
    IGNORE
  }

  /** With actions that count. */
  public Trust(String origin, int minConfidence, int voices) {
    this(origin, minConfidence, voices, Actions.HONOUR);
  }

  public Trust {
    if (minConfidence < 0 || minConfidence > Indicator.MAX_CONFIDENCE) {
      throw new IllegalArgumentException("confidence " + minConfidence);
    }
    if (voices < 1) {
      throw new IllegalArgumentException("voices " + voices);
    }
  }

  /** The feed's word is enough, whatever its confidence. */
  public static Trust full(String feed) {
    return new Trust(feed, 0, 1);
  }
}
