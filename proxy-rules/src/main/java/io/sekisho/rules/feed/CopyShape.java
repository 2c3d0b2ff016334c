package io.sekisho.rules.feed;

/**
 * What a copy looks like from outside.
 *
 * @param bytes after unpacking
 */
public record CopyShape(long bytes, Ending ending) {

  /** Where a copy ends. */
  public enum Ending {
    AFTER_A_LINE,
    WITHIN_A_LINE
  }
}
