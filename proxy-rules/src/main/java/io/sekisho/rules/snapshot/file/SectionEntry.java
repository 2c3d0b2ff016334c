package io.sekisho.rules.snapshot.file;

import io.sekisho.rules.match.table.Section;
import java.util.Arrays;
import java.util.Optional;

/**
 * One line of a snapshot's table of sections.
 *
 * @param offset in the file, a multiple of the page
 * @param checksum CRC32C of its bytes
 */
public record SectionEntry(int number, Need need, long offset, long length, int checksum) {

  /** What a reader does that does not know the section. */
  public enum Need {
    /** It refuses the file. */
    REQUIRED,
    /** It skips the section. */
    OPTIONAL
  }

  /** Which it is; empty where this program does not know it. */
  public Optional<Section> section() {
    return Arrays.stream(Section.values()).filter(known -> known.number() == number).findFirst();
  }

  /** Whether the file cannot be used for want of knowing it. */
  boolean isUnknownAndRequired() {
    return need == Need.REQUIRED && section().isEmpty();
  }

  long end() {
    return offset + length;
  }

  boolean overlaps(SectionEntry other) {
    return offset < other.end() && other.offset < end();
  }

  @Override
  public String toString() {
    return "section " + number + section().map(known -> " " + known).orElse("");
  }
}
