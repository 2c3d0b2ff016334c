package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.GrowingBytes;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.SectionBytes;
import java.nio.ByteBuffer;

/**
 * Where buckets begin, in units of 16 bits: of each {@value #GROUP} where the first begins, in four
 * bytes, and how far behind it each does, in two. So the places of a million buckets are near the
 * processor.
 */
final class BucketStarts {
  private static final int GROUP_BITS = 4;
  private static final int GROUP = 1 << GROUP_BITS;
  private static final int FARTHEST = (1 << Character.SIZE) - 1;
  private static final int BYTES = Integer.BYTES + GROUP * Character.BYTES;

  private final ByteBuffer bytes;

  /** As they lie in an image. */
  BucketStarts(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** The byte that a bucket begins at; of the one behind the last, the last ends. */
  int of(int bucket) {
    int group = (bucket >>> GROUP_BITS) * BYTES;
    int place = Integer.BYTES + (bucket & (GROUP - 1)) * Character.BYTES;
    return (bytes.getInt(group) + bytes.getChar(group + place)) * Character.BYTES;
  }

  /** Takes down where one bucket after the other begins. */
  static final class Packer {
    private final GrowingBytes starts = new GrowingBytes(Section.NAME_STARTS, SectionBytes.MOST);
    private int count;
    private int first;

    /**
     * The next one begins at a byte.
     *
     * @throws IllegalStateException if a group of them has more than 128 KiB
     */
    void add(int at) {
      int unit = at / Character.BYTES;
      if ((count & (GROUP - 1)) == 0) {
        first = unit;
        starts.addInt(first);
      }
      if (unit - first > FARTHEST) {
        throw new IllegalStateException(GROUP + " buckets of names with more than 128 KiB");
      }
      starts.addChar(unit - first);
      count++;
    }

    ByteBuffer join() {
      return starts.join(0);
    }
  }
}
