package io.sekisho.rules.match.name;

/** Unpacks names one after the other. */
final class PackedCursor implements NameCursor {
  private final PackedBlocks blocks;
  private final byte[] reversed = new byte[HostWalk.MOST_CHARACTERS];
  private int entry;
  private int start;
  private long header;
  private int field;
  private int rest;
  private int length;
  private int exact;

  /** Before the first name of a block. */
  PackedCursor(PackedBlocks blocks, int block) {
    this.blocks = blocks;
    this.entry = block * PackedBlocks.NAMES - 1;
  }

  @Override
  public boolean next() {
    if (entry + 1 >= blocks.size()) {
      return false;
    }
    entry++;
    if (entry % PackedBlocks.NAMES == 0) {
      first();
    } else {
      following();
    }
    return true;
  }

  int entry() {
    return entry;
  }

  @Override
  public byte[] reversed() {
    return reversed;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public Extent extent() {
    return exact == 1 ? Extent.EXACT : Extent.SUB_TREE;
  }

  private void first() {
    int block = entry / PackedBlocks.NAMES;
    start = blocks.start(block);
    header = blocks.bits(start, 0);
    field = BlockHeader.BITS + BlockHeader.extentWidth(header);
    rest = field + (blocks.namesIn(block) - 1) * BlockHeader.fieldWidth(header);
    exact = BlockHeader.firstExact(header);
    unpack(0, BlockHeader.firstBits(header));
  }

  private void following() {
    long fields = blocks.bits(start, field);
    int extentWidth = BlockHeader.extentWidth(header);
    int sharedWidth = BlockHeader.sharedWidth(header);
    exact = (int) fields & extentWidth;
    fields >>>= extentWidth;
    int shared = BlockHeader.leastShared(header) + (int) (fields & ((1 << sharedWidth) - 1));
    fields >>>= sharedWidth;
    int bits = (int) (fields & ((1 << BlockHeader.bitsWidth(header)) - 1));
    field += BlockHeader.fieldWidth(header);
    unpack(shared, BlockHeader.leastBits(header) + bits);
  }

  /** Keeps so many characters, and puts in place of the others those of the next bits. */
  private void unpack(int shared, int bits) {
    int end = rest + bits;
    length = shared;
    int before = length == 0 ? NameCode.START : NameCode.symbol(reversed[length - 1]);
    while (rest < end) {
      byte character = NameCode.character(before, blocks.bits(start, rest));
      rest += NameCode.length(NameCode.code(before, character));
      reversed[length++] = character;
      before = NameCode.symbol(character);
    }
  }
}
