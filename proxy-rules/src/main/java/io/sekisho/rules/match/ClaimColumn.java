package io.sekisho.rules.match;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.nio.ByteBuffer;

/**
 * What is claimed of each entry of a level, by how many feeds it may be. Eight bytes an entry: from
 * the lowest bit 24 for the line, 24 for the {@linkplain Minutes end} and 16 for the number of the
 * claim; where that does not do, the highest 16 are ones, and the claims are elsewhere, from the
 * record whose number is in the low 32 bits, so many as the next 16 say. Immutable.
 */
final class ClaimColumn {
  static final int LINE_BITS = 24;
  static final int CLAIM_SHIFT = 2 * LINE_BITS;
  static final int MAX_LINE = (1 << LINE_BITS) - 1;
  static final int ELSEWHERE = 0xffff;

  /** Most claims of one entry. */
  static final int MAX_CLAIMS = 0xffff;

  static final int RECORD_BYTES = 3 * Integer.BYTES;

  private final ByteBuffer words;
  private final ByteBuffer records;

  private ClaimColumn(Image image) {
    this.words = image.section(Section.CLAIMS);
    this.records = image.section(Section.MORE_CLAIMS);
  }

  static ClaimColumn over(Image image) {
    return new ClaimColumn(image);
  }

  int entries() {
    return words.limit() / Long.BYTES;
  }

  int count(int entry) {
    long word = word(entry);
    return isElsewhere(word) ? ((int) (word >>> Integer.SIZE)) & MAX_CLAIMS : 1;
  }

  /** The number of a claim, one of {@link #count}. */
  int claim(int entry, int index) {
    long word = word(entry);
    return isElsewhere(word) ? record(word, index, 0) : (int) (word >>> CLAIM_SHIFT);
  }

  /** When it ends, in {@link Minutes}. */
  int end(int entry, int index) {
    long word = word(entry);
    return isElsewhere(word)
        ? record(word, index, Integer.BYTES)
        : ((int) (word >>> LINE_BITS)) & Minutes.MAX;
  }

  /** Where it stood in the copy that first made it; 0 where that does not fit. */
  int line(int entry, int index) {
    long word = word(entry);
    return isElsewhere(word) ? record(word, index, 2 * Integer.BYTES) : (int) word & MAX_LINE;
  }

  private long word(int entry) {
    return words.getLong(entry * Long.BYTES);
  }

  private static boolean isElsewhere(long word) {
    return word >>> CLAIM_SHIFT == ELSEWHERE;
  }

  private int record(long word, int index, int offset) {
    return records.getInt(((int) word + index) * RECORD_BYTES + offset);
  }
}
