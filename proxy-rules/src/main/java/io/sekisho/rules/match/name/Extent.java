package io.sekisho.rules.match.name;

/** How far a listed name goes. */
public enum Extent {
  /** The name and everything below it. */
  SUB_TREE,
  /** The name alone. */
  EXACT
}
