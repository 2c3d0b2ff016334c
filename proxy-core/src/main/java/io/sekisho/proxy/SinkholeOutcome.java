package io.sekisho.proxy;

import java.util.Locale;

/** What came of leading a flow to the sinkhole. */
public enum SinkholeOutcome {
  /** It is there. */
  REACHED,
  /** The sinkhole cannot be reached, or there are too many attempts: the client is reset. */
  UNREACHABLE;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }
}
