package io.sekisho.rules.snapshot.file;

/**
 * The version of the layout of a snapshot file.
 *
 * @param major another one is not read at all
 * @param minor grows with what older readers can do without
 * @param minimumReader the least minor that a reader of it has to know
 */
public record FormatVersion(int major, int minor, int minimumReader) {
  /** What this program writes, and the newest that it reads. */
  public static final FormatVersion CURRENT = new FormatVersion(3, 0, 0);

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
