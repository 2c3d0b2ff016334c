package io.sekisho.rules.match.name;

/** Names one after the other, in {@linkplain NameOrder order}. For one thread. */
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

  /** The place of the name in order, by its keyed hash and by how far it goes. */
  long place();
}
