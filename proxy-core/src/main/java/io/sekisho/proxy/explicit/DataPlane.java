package io.sekisho.proxy.explicit;

import java.util.Locale;

/** What carries plain HTTP requests, once they are judged, to their servers. Tunnels need none. */
public enum DataPlane {
  /** Connections of this proxy's own. */
  NATIVE,
  /** LittleProxy, behind a gate. */
  LITTLEPROXY;

  private final String label = name().toLowerCase(Locale.ROOT);

  public String label() {
    return label;
  }
}
