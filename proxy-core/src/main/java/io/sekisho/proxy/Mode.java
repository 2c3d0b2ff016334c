package io.sekisho.proxy;

import java.util.Locale;

/** Whether hostile flows are stopped, or only reported while a feed earns its trust. */
public enum Mode {
  ENFORCE,
  OBSERVE;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
