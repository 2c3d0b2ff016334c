package io.sekisho.rules.feed.format;

import java.util.Set;

/**
 * How one format, or a few that are written alike, is told from all others where a feed does not
 * name it. One is made for each copy and sees its lines in order: every line of the beginning, and
 * of a long copy a part of the rest.
 *
 * <p>Each line belongs to the first recognition of the list in {@link Recognitions} that knows it,
 * so one that knows little comes before one that knows much. The formats that have more than a slip
 * of the lines are the candidates; where there is not exactly one, the file's name may decide, and
 * otherwise nobody does.
 */
interface Recognition {

  /** Whether this format writes such a line, which is neither blank nor a comment. */
  boolean knows(FeedLine line);

  /** Takes note of a comment, in which there may be a header. */
  default void comment(FeedLine line) {}

  /** Whether a header said that the copy is in this format; what is then not is a contradiction. */
  default boolean isAnnounced() {
    return false;
  }

  /**
   * The labels of the formats that all lines it knew may be in: one, more where that is ambiguous,
   * and none where it is no format known here.
   *
   * @param file the name of the file, in lower case
   */
  Set<String> labels(String file);
}
