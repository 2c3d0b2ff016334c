package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.Hits;
import java.nio.ByteBuffer;

/**
 * Names in order, in blocks of {@value #NAMES}: of each what it does not share with the one before,
 * by {@link NameCode}. Since names of the same beginning have the same bits there, a name that is
 * looked for is coded too, and its bits compared.
 */
final class PackedBlocks {
  static final int NAMES = 8;

  /** What follows the last block, so that eight bytes can be read anywhere. */
  static final int ZEROS = Long.BYTES;

  private final ByteBuffer starts;
  private final ByteBuffer blocks;
  private final int size;

  PackedBlocks(ByteBuffer starts, ByteBuffer blocks, int size) {
    this.starts = starts;
    this.blocks = blocks;
    this.size = size;
  }

  /** How many names there are. */
  int size() {
    return size;
  }

  /** How many names a block has. */
  int namesIn(int block) {
    return Math.min(NAMES, size - block * NAMES);
  }

  /** Where a block begins. */
  int start(int block) {
    return starts.getInt(block * Integer.BYTES);
  }

  /** The entry in a block that has the name of so many labels of what is asked. */
  int find(int block, HostWalk walk, int labels, Extent extent) {
    int start = start(block);
    long header = blocks.getLong(start);
    CodedName asked = walk.coded();
    int extentWidth = BlockHeader.extentWidth(header);
    int sharedWidth = BlockHeader.sharedWidth(header);
    int width = BlockHeader.fieldWidth(header);
    int field = BlockHeader.BITS + extentWidth;
    int names = namesIn(block);
    int rest = field + (names - 1) * width;
    int end = asked.end(walk.length() - walk.start(labels));
    int wanted = extent == Extent.EXACT ? 1 : 0;
    int exact = BlockHeader.firstExact(header);
    int shared = 0;
    int bits = BlockHeader.firstBits(header);
    int matched = 0;
    for (int i = 0; shared >= matched; i++) {
      if (shared == matched) {
        int from = asked.end(matched);
        int same = same(start, rest, asked, from, Math.min(bits, end - from));
        if (same == bits && from + bits == end && exact == wanted) {
          return block * NAMES + i;
        }
        matched = asked.characters(from + same, matched);
      }
      if (i == names - 1) {
        return Hits.NONE;
      }
      rest += bits;
      long fields = bits(start, field);
      field += width;
      exact = (int) fields & extentWidth;
      fields >>>= extentWidth;
      shared = BlockHeader.leastShared(header) + (int) (fields & ((1 << sharedWidth) - 1));
      fields >>>= sharedWidth;
      bits =
          BlockHeader.leastBits(header)
              + (int) (fields & ((1 << BlockHeader.bitsWidth(header)) - 1));
    }
    return Hits.NONE;
  }

  /** The bits from there in the block on, of which 56 are sure to be. */
  long bits(int start, int at) {
    return blocks.getLong(start + (at >>> 3)) >>> (at & 7);
  }

  /** How many bits are the same, at most so many. */
  private int same(int start, int at, CodedName asked, int from, int most) {
    for (int i = 0; i < most; i += BitStore.MOST_AT_ONCE) {
      long other = (bits(start, at + i) ^ asked.get(from + i)) << Byte.SIZE;
      if (other != 0) {
        return Math.min(most, i + Long.numberOfTrailingZeros(other) - Byte.SIZE);
      }
    }
    return most;
  }
}
