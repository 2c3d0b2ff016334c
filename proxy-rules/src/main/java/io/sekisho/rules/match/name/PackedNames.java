package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;

/**
 * Names packed into the sections of an image, on the heap or mapped. What is clean is told by the
 * filter alone; what is listed takes a look at the index, at where a block begins, and at the
 * block.
 */
public final class PackedNames implements NameTable {
  private final Image image;
  private final SuffixFilter filter;
  private final SlotIndex index;
  private final PackedBlocks blocks;
  private final int fewestLabels;
  private final boolean hasExact;

  private PackedNames(Image image, NameHeader header) {
    this.image = image;
    this.filter = new SuffixFilter(image.section(Section.NAME_FILTER));
    this.index = new SlotIndex(image.section(Section.NAME_INDEX), header.size());
    this.blocks =
        new PackedBlocks(
            image.section(Section.NAME_STARTS), image.section(Section.NAME_BLOCKS), header.size());
    this.fewestLabels = header.fewestLabels();
    this.hasExact = header.exact() > 0;
  }

  /**
   * The names that remain of the cursor, each of which it must give once, as an image.
   *
   * @throws IllegalStateException if a section would not fit into 2 GiB
   */
  public static Image build(NameCursor cursor, HashKey key) {
    NamePacker packer = new NamePacker(key);
    while (cursor.next()) {
      packer.add(cursor);
    }
    return packer.finish();
  }

  /**
   * The table in an image, which need not have one: then it lists nothing. It is to be asked with
   * walks of the key that it was built with.
   */
  public static PackedNames over(Image image, HashKey key) {
    return new PackedNames(image, NameHeader.of(image.section(Section.NAME_HEADER)));
  }

  @Override
  public int size() {
    return blocks.size();
  }

  @Override
  public int find(HostWalk walk, Extent extent) {
    int labels = walk.labels();
    return labels > 0 && filter.admits(walk.hash(labels)) ? probe(walk, labels, extent) : Hits.NONE;
  }

  @Override
  public void collect(HostWalk walk, Hits hits) {
    int depth = filter.depth(walk, fewestLabels);
    if (hasExact && depth >= fewestLabels && !walk.has(depth + 1)) {
      add(probe(walk, depth, Extent.EXACT), hits);
    }
    for (int labels = depth; labels >= fewestLabels; labels--) {
      add(probe(walk, labels, Extent.SUB_TREE), hits);
    }
  }

  @Override
  public String name(int entry) {
    PackedCursor cursor = at(entry);
    return NameByte.text(cursor.reversed(), 0, cursor.length());
  }

  @Override
  public Extent extent(int entry) {
    return at(entry).extent();
  }

  @Override
  public NameCursor cursor() {
    return new PackedCursor(blocks, 0);
  }

  @Override
  public long bytes() {
    return image.bytes();
  }

  private static void add(int entry, Hits hits) {
    if (entry != Hits.NONE) {
      hits.add(entry);
    }
  }

  private int probe(HostWalk walk, int labels, Extent extent) {
    long whole = walk.entryHash(labels, extent);
    if (walk.entryMisses().hold(filter.number(), whole)) {
      return Hits.NONE;
    }
    int hash = SlotIndex.part(whole);
    int bucket = index.bucket(hash);
    int end = index.first(bucket + 1);
    int slot = index.seek(hash, index.first(bucket), end);
    if (slot == end) {
      walk.entryMisses().add(filter.number(), whole);
    }
    while (slot < end) {
      int entry = verify(index.block(slot), walk, labels, extent);
      if (entry != Hits.NONE) {
        return entry;
      }
      slot = index.seek(hash, slot + 1, end);
    }
    return Hits.NONE;
  }

  private int verify(int block, HostWalk walk, int labels, Extent extent) {
    int entry = blocks.find(block, walk, labels, extent);
    return entry != Hits.NONE && walk.isFaithful() ? entry : Hits.NONE;
  }

  private PackedCursor at(int entry) {
    PackedCursor cursor = new PackedCursor(blocks, entry / PackedBlocks.NAMES);
    while (cursor.entry() < entry) {
      cursor.next();
    }
    return cursor;
  }
}
