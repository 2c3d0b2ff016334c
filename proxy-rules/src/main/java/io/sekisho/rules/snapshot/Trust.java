package io.sekisho.rules.snapshot;

import io.sekisho.rules.indicator.Indicator;

/**
 * How far the word of a feed goes. What falls short of it is suspect: told, and not stopped.
 *
 * @param origin who the feed's claims are from in the end: feeds of one origin are one voice
 * @param minConfidence what the voices have to amount to together, 0 to 100
 * @param voices how many different origins have to speak against the flow, this one included
 */
public record Trust(String origin, int minConfidence, int voices) {
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
