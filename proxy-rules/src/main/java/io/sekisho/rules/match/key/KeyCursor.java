package io.sekisho.rules.match.key;

/**
 * Patterns that are found by a key as a whole, one after the other in the order of their keys:
 * endpoints, URLs, certificates, JA3, JA4; endpoints and URLs by host, URLs of one host by the
 * canonical form of their paths. For one thread.
 */
public interface KeyCursor {
  /** Goes to the next key; false behind the last. */
  boolean next();

  /**
   * The key, compared as unsigned bytes. The array is the cursor's own and changes with {@link
   * #next}.
   */
  byte[] key();

  /** How many bytes the key has. */
  int length();
}
