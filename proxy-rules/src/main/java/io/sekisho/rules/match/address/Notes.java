package io.sekisho.rules.match.address;

import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.SectionBytes;
import java.nio.ByteBuffer;

/**
 * What there is to say of those entries that are not just a single address outside of any other
 * prefix: the length and the parent, 5 bytes. Before the notes stands for each 64 entries a word
 * with a bit for each that has one, and how many others have that come before (Jacobson,
 * "Space-efficient Static Trees and Graphs", 1989). A section is empty where there is none.
 */
final class Notes {
  /** Instead of a note: there is none. */
  static final int NONE = -1;

  private static final int WORD_BYTES = Long.BYTES + Integer.BYTES;
  private static final int NOTE_BYTES = Integer.BYTES + 1;

  private final ByteBuffer bytes;
  private final int notes;

  /** The notes in a section, of a table with so many entries. */
  Notes(ByteBuffer section, int entries) {
    this.bytes = section;
    this.notes = words(entries) * WORD_BYTES;
  }

  /** Where the note of an entry is, or {@link #NONE}. */
  int at(int entry) {
    int word = (entry >>> 6) * WORD_BYTES;
    if (notes > bytes.limit()) {
      return NONE;
    }
    long bits = Words.longAt(bytes, word);
    long bit = 1L << entry;
    return (bits & bit) == 0
        ? NONE
        : notes
            + NOTE_BYTES
                * (Words.intAt(bytes, word + Long.BYTES) + Long.bitCount(bits & (bit - 1)));
  }

  /** The length in the note at a place. */
  int length(int at) {
    return bytes.get(at + Integer.BYTES) & 0xff;
  }

  /** The parent in the note at a place, or {@link Nesting#NONE}. */
  int parent(int at) {
    return Words.intAt(bytes, at);
  }

  /** A section with the notes of so many entries; those of the length {@code single} need none. */
  static ByteBuffer of(Section section, int entries, byte[] lengths, int[] parents, int single) {
    int count = 0;
    for (int i = 0; i < entries; i++) {
      count += isNoted(lengths[i], parents[i], single) ? 1 : 0;
    }
    long words = (long) words(entries) * WORD_BYTES;
    if (count == 0) {
      return SectionBytes.of(section, 0);
    }
    ByteBuffer room = SectionBytes.of(section, words + (long) count * NOTE_BYTES);
    int note = 0;
    for (int i = 0; i < entries; i++) {
      int word = (i >>> 6) * WORD_BYTES;
      if ((i & 63) == 0) {
        room.putInt(word + Long.BYTES, note);
      }
      if (isNoted(lengths[i], parents[i], single)) {
        room.putLong(word, room.getLong(word) | 1L << i);
        int at = (int) words + NOTE_BYTES * note++;
        room.putInt(at, parents[i]).put(at + Integer.BYTES, lengths[i]);
      }
    }
    return room;
  }

  private static boolean isNoted(byte length, int parent, int single) {
    return parent != Nesting.NONE || (length & 0xff) != single;
  }

  private static int words(int entries) {
    return (entries + 63) >>> 6;
  }
}
