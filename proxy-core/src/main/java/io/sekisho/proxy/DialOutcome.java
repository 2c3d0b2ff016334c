package io.sekisho.proxy;

import java.util.Locale;

/** What came of an attempt to reach a server, the look-up of its name included. */
public enum DialOutcome {
  CONNECTED,
  /** An address of it is listed, private, or one of this proxy's own. */
  REFUSED,
  /** No resolver or no server answered in time. */
  TIMEOUT,
  /** The name does not resolve, or the server cannot be reached. */
  FAILED,
  /** The client went away meanwhile. */
  CANCELLED;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }
}
