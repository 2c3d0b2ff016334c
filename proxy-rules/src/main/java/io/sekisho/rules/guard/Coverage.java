package io.sekisho.rules.guard;

import java.util.Locale;

/** How far the entries of a guard reach. */
public enum Coverage {
  /** The names and ranges themselves: claims that would take one as a whole. */
  NAMES,
  /** Also what lies below a name or within a range. */
  SUB_TREES;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  public String label() {
    return label;
  }
}
