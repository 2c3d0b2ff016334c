package io.sekisho.rules.match.name;

/** Packs names in order into a block, which begins as {@link BlockHeader} tells. */
final class BlockPacker {
  private final int[] shared = new int[PackedBlocks.NAMES];
  private final int[] bits = new int[PackedBlocks.NAMES];
  private final int[] exact = new int[PackedBlocks.NAMES];
  private final BitStore rests = new BitStore(1 << 12);
  private final BitStore block = new BitStore(1 << 12);
  private int count;

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return count == PackedBlocks.NAMES;
  }

  /** Adds a name, which shares so many characters with the one before. */
  void add(CodedName name, int length, int sharedWithBefore, Extent extent) {
    shared[count] = isEmpty() ? 0 : sharedWithBefore;
    int from = name.end(shared[count]);
    int to = name.end(length);
    bits[count] = to - from;
    exact[count] = extent == Extent.EXACT ? 1 : 0;
    name.copyTo(rests, from, to);
    count++;
  }

  /** The bits of the block; the next name begins another one. */
  BitStore finish() {
    block.clear();
    int leastShared = least(shared, 0xff);
    int leastBits = least(bits, 0xff);
    int sharedWidth = sharedWidth(leastShared);
    int extentWidth = width(exact, 0) | exact[0];
    int bitsWidth = width(bits, leastBits);
    block.add(
        Math.max(sharedWidth - 1, 0)
            | extentWidth << BlockHeader.EXTENT_AT
            | bitsWidth << BlockHeader.BITS_WIDTH_AT,
        Byte.SIZE);
    block.add(leastShared | leastBits << Byte.SIZE, 2 * Byte.SIZE);
    block.add(bits[0], BlockHeader.BITS - BlockHeader.FIRST_BITS_AT);
    block.add(exact[0], extentWidth);
    for (int i = 1; i < count; i++) {
      block.add(exact[i], extentWidth);
      block.add(shared[i] - leastShared, sharedWidth);
      block.add(bits[i] - leastBits, bitsWidth);
    }
    block.add(rests, 0, rests.size());
    rests.clear();
    count = 0;
    return block;
  }

  /** Not 1, which a header cannot tell. */
  private int sharedWidth(int least) {
    int width = width(shared, least);
    return width == 1 ? 2 : width;
  }

  private int least(int[] values, int most) {
    int least = count == 1 ? 0 : most;
    for (int i = 1; i < count; i++) {
      least = Math.min(least, values[i]);
    }
    return least;
  }

  private int width(int[] values, int least) {
    int all = 0;
    for (int i = 1; i < count; i++) {
      all |= values[i] - least;
    }
    return Integer.SIZE - Integer.numberOfLeadingZeros(all);
  }
}
