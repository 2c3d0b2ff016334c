package io.sekisho.rules.snapshot.file;

import java.nio.file.Path;

/**
 * Why a snapshot file is not used.
 *
 * @param detail the place, and what was found there
 */
public record SnapshotFault(Path file, Reason reason, String detail) {

  /** The kinds of fault, in the order in which they are looked for. */
  public enum Reason {
    ABSENT,
    /** Its first bytes are not those of a snapshot. */
    NOT_A_SNAPSHOT,
    TRUNCATED,
    /** Written in a layout that this program does not know. */
    OTHER_MAJOR,
    HEADER_DAMAGED,
    /** It has what a reader of this program's age would misunderstand. */
    READER_TOO_OLD,
    /** There is more behind its end. */
    TRAILING_BYTES,
    UNKNOWN_SECTION,
    SECTION_TOO_LARGE,
    /** Overlapping, out of the file, out of line, or there twice. */
    SECTION_MISPLACED,
    /** There is no room for it among the addresses of the process. */
    NOT_MAPPED,
    SECTION_DAMAGED
  }

  @Override
  public String toString() {
    return file + ": " + detail;
  }
}
