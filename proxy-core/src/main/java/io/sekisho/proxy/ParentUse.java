package io.sekisho.proxy;

import java.util.Locale;

/** What a request or a tunnel has to do with the parent proxy. */
public enum ParentUse {
  /** It was given to the parent. */
  SENT,
  /** It goes there although its name has no answer here. */
  UNRESOLVED,
  /** The parent asked for authentication. */
  UNAUTHENTICATED,
  /** The parent refused to open the tunnel. */
  REFUSED;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }
}
