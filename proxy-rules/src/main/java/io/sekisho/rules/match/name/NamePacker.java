package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import java.nio.ByteBuffer;

/** Makes the sections of {@link PackedNames}: packs all names, then goes through what it packed. */
final class NamePacker {
  private final NameSuccession succession = new NameSuccession();
  private final BlockPacker block = new BlockPacker();
  private final GrowingBytes blocks = new GrowingBytes("names");
  private final GrowingBytes starts = new GrowingBytes("starts");
  private final HostWalk walk;
  private int size;

  NamePacker(HashKey key) {
    this.walk = new HostWalk(key);
  }

  void add(NameCursor cursor) {
    succession.follow(cursor);
    if (block.isFull()) {
      finishBlock();
    }
    walk.toReversed(cursor.reversed(), cursor.length());
    block.add(walk.coded(), cursor.length(), succession.shared(), cursor.extent());
    size++;
  }

  Image finish() {
    if (!block.isEmpty()) {
      finishBlock();
    }
    Image.Builder image = Image.builder();
    ByteBuffer packed = blocks.join(PackedBlocks.ZEROS);
    ByteBuffer begins = starts.join(0);
    image.put(Section.NAME_BLOCKS, packed).put(Section.NAME_STARTS, begins);
    image.put(
        Section.NAME_HEADER,
        new NameHeader(size, succession.fewestLabels(), succession.exact()).bytes());
    hash(new PackedBlocks(begins, packed, size), image);
    return image.build();
  }

  private void hash(PackedBlocks names, Image.Builder image) {
    SuffixFilter filter = SuffixFilter.forSuffixes(succession.suffixes());
    int[] hashes = new int[size];
    NameCursor cursor = new PackedCursor(names, 0);
    for (int i = 0; cursor.next(); i++) {
      walk.toReversed(cursor.reversed(), cursor.length());
      filter.addAll(walk, succession.fewestLabels());
      hashes[i] = SlotIndex.part(walk.entryHash(walk.labels(), cursor.extent()));
    }
    image.put(Section.NAME_FILTER, filter.words());
    image.put(Section.NAME_INDEX, SlotIndex.build(hashes));
  }

  private void finishBlock() {
    starts.add(Math.toIntExact(blocks.size()));
    blocks.add(block.finish());
  }
}
