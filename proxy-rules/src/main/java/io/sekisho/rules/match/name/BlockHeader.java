package io.sekisho.rules.match.name;

/**
 * What a block of packed names begins with, read out of its first eight bytes. From the lowest bit:
 *
 * <pre>
 *  3  how wide the shared characters of a name are, 0 for 0, else one less than the width
 *  1  whether each name has a bit for its extent; without one, all are sub-trees
 *  4  how wide the bits of the rest of a name are
 *  8  the least shared characters of a name, the first aside
 *  8  the least bits of the rest of a name, the first aside, or 255
 * 13  the bits of the first name, which shares nothing
 * </pre>
 *
 * Then come the extent of the first name; of each other its extent, its shared characters and the
 * bits of its rest, both less the least; and then the bits of each.
 */
final class BlockHeader {
  static final int BITS = 37;
  static final int FIRST_BITS_AT = 24;
  static final int LEAST_BITS_AT = 16;
  static final int LEAST_SHARED_AT = 8;
  static final int BITS_WIDTH_AT = 4;
  static final int EXTENT_AT = 3;

  private BlockHeader() {}

  static int sharedWidth(long header) {
    int width = (int) header & 7;
    return width == 0 ? 0 : width + 1;
  }

  /** 0 or 1. */
  static int extentWidth(long header) {
    return (int) (header >>> EXTENT_AT) & 1;
  }

  static int bitsWidth(long header) {
    return (int) (header >>> BITS_WIDTH_AT) & 0xf;
  }

  static int leastShared(long header) {
    return (int) (header >>> LEAST_SHARED_AT) & 0xff;
  }

  static int leastBits(long header) {
    return (int) (header >>> LEAST_BITS_AT) & 0xff;
  }

  static int firstBits(long header) {
    return (int) (header >>> FIRST_BITS_AT) & 0x1fff;
  }

  /** 1 if the first name is an exact one. */
  static int firstExact(long header) {
    return (int) (header >>> BITS) & extentWidth(header);
  }

  /** How wide the fields of one name are. */
  static int fieldWidth(long header) {
    return extentWidth(header) + sharedWidth(header) + bitsWidth(header);
  }
}
