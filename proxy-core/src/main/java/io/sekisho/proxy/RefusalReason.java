package io.sekisho.proxy;

import java.util.Locale;

/** Why the proxy itself turns a request away: the word in {@code Sekisho-Verdict}. */
public enum RefusalReason {
  HOSTILE(403),
  PRIVATE(403),
  PORT(403),
  CLIENT(403),
  AUTHENTICATION(407),
  MALFORMED(400),
  UNREACHABLE(502),
  TIMEOUT(504),
  /** A limit of connections or dials is reached. */
  BUSY(503);

  private final int status;
  private final String label = name().toLowerCase(Locale.ROOT);

  RefusalReason(int status) {
    this.status = status;
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }

  public String label() {
    return label;
  }
}
