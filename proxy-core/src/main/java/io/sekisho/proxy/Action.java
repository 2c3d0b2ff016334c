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
  /** Answer 302 to a configured address; only plain HTTP can carry that. */
  REDIRECT,
  /** End the connection with a TCP reset. */
  RESET;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }

  /** Whether the flow goes on. */
  public boolean passes() {
    return this == RELAY || this == OBSERVE;
  }
}
