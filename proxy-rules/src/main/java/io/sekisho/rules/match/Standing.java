package io.sekisho.rules.match;

/**
 * What decides between two claims of one feed about one pattern: the one counts that ends last, or
 * that never does; of those that end together, the one of most confidence; of those, the first.
 *
 * @param end in {@link Minutes}
 */
record Standing(int end, int confidence) {
  /** Whether it counts in the place of {@code first}. */
  boolean supersedes(Standing first) {
    int byEnd = Minutes.compare(end, first.end);
    return byEnd > 0 || (byEnd == 0 && confidence > first.confidence);
  }
}
