package io.sekisho.proxy;

import java.util.Locale;

/** Whether a request or a tunnel got a connection to its server of its own. */
public enum ServerUse {
  NEW,
  /** It follows other requests on a connection. */
  REUSED;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }
}
