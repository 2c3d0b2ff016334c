package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.KeyedHash;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.SectionBytes;
import java.nio.ByteBuffer;

/**
 * Two bits in one word for each suffix of two labels that something is listed at or below, in a
 * table so small that it stays near the processor. Five of six hosts of which nothing is known are
 * told by it alone, and the filter, which lies further away, is not asked.
 */
final class SuffixGate {
  private static final int BITS_PER_SUFFIX = 4;

  /** A filter of fewer bytes is near itself, and has no gate. */
  private static final int NEAR = 1 << 20;

  private static final ByteBuffer OPEN = ByteBuffer.allocate(Long.BYTES).putLong(0, -1);

  private final ByteBuffer own;
  private final ByteBuffer words;
  private final int count;

  /** As it lies in an image; where it is not there, it is open. */
  SuffixGate(ByteBuffer bytes) {
    this.own = bytes;
    this.words = bytes.limit() == 0 ? OPEN : bytes;
    this.count = words.limit() / Long.BYTES;
  }

  /** A shut one, for a filter of so many bytes and so many suffixes of two labels. */
  static SuffixGate before(int filterBytes, long suffixes) {
    long words = filterBytes < NEAR ? 0 : suffixes * BITS_PER_SUFFIX / Long.SIZE + 1;
    return new SuffixGate(SectionBytes.of(Section.NAME_GATE, words * Long.BYTES));
  }

  /** What to put into an image; nothing where it is open. */
  ByteBuffer words() {
    return own;
  }

  void add(long hash) {
    if (own.limit() > 0) {
      own.putLong(at(hash), own.getLong(at(hash)) | bits(hash));
    }
  }

  /** False where it was not added; true where it was, and for one in six others. */
  boolean admits(long hash) {
    long bits = bits(hash);
    return (words.getLong(at(hash)) & bits) == bits;
  }

  private int at(long hash) {
    return KeyedHash.reduced(hash, count) * Long.BYTES;
  }

  /** Of bits of the hash that do not make those which the filter has for a suffix. */
  private static long bits(long hash) {
    return 1L << (hash >>> 30) | 1L << (hash >>> 36);
  }
}
