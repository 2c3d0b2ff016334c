package io.sekisho.rules.match.name;

/**
 * Names in order, one after the other: by their characters from the last to the first, a name
 * before those that continue it; of the same name the sub-tree before the exact one. For one
 * thread.
 */
public interface NameCursor {
  /** Goes to the next name; false behind the last. */
  boolean next();

  /**
   * The characters of the name from the last to the first. The array is the cursor's own and
   * changes with {@link #next}.
   */
  byte[] reversed();

  /** How many characters the name has. */
  int length();

  Extent extent();
}
