package io.sekisho.rules;

/**
 * The one question the engines ask. Called on the event loop for every request and connection, from
 * any thread, so an implementation never blocks, never throws, and costs the same however large the
 * feeds are.
 */
@FunctionalInterface
public interface Policy {
  Verdict decide(Evidence evidence);

  /**
   * Whether fingerprints of TLS clients can be clues by now; where they cannot, engines make none.
   */
  default boolean asksForFingerprints() {
    return false;
  }
}
