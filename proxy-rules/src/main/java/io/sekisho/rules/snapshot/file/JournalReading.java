package io.sekisho.rules.snapshot.file;

import java.nio.file.Path;

/**
 * What came of replaying a journal.
 *
 * @param replayed records handed over
 * @param skipped records that the snapshot holds already
 * @param lastSequence that of the last whole record, or of the snapshot where that is higher
 * @param wholeBytes up to where the file is good
 * @param detail the place where it ends before its end, and why; empty where it does not
 */
public record JournalReading(
    Path file,
    int replayed,
    int skipped,
    long lastSequence,
    long wholeBytes,
    End end,
    String detail) {

  /** How a journal ends. */
  public enum End {
    /** There is none, so nothing has changed since the snapshot. */
    ABSENT,
    WHOLE,
    /** Its last record was being written when the program ended: it never was in the journal. */
    TORN,
    /** A record is not what was written; it and what follows are lost. */
    DAMAGED,
    /** It is no journal, or that of another snapshot: none of it was used. */
    REFUSED
  }

  /** Whether anything is lost that was in the journal. */
  public boolean isLossy() {
    return end == End.DAMAGED || end == End.REFUSED;
  }
}
