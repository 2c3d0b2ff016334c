package io.sekisho.proxy;

import java.util.Locale;

/** What the proxy does with a flow. */
public enum Action {
  /** Pass it on. */
  RELAY,
  /** Pass it on although it is hostile, and tell. */
  OBSERVE,
  /** Answer 403 with a page, or 407 to a client that did not say who it is. */
  REFUSE,
  /** Answer with a redirection to a configured address. */
  REDIRECT,
  /** End the connection with a TCP reset. */
  RESET,
  /** Answer a ClientHello with a TLS alert, and close. */
  ALERT,
  /** Say nothing, and let the client wait. */
  DROP,
  /** Answer so slowly that the client is kept busy. */
  TARPIT,
  /** Lead the flow to a configured server, which is told whose it is. */
  SINKHOLE;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }

  /** Whether the flow goes on. */
  public boolean passes() {
    return this == RELAY || this == OBSERVE;
  }
}
