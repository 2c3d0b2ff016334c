package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.TableFullException;

/**
 * Names packed into the sections of an image, on the heap or mapped. What is clean is told by the
 * filter alone; what is listed takes a look at where its bucket begins, and into the bucket.
 */
public final class PackedNames implements NameTable {
  private final Image image;
  private final HashKey key;
  private final SuffixFilter filter;
  private final NameBuckets buckets;
  private final int fewestLabels;
  private final boolean hasExact;

  private PackedNames(Image image, NameHeader header, HashKey key) {
    this.image = image;
    this.key = key;
    this.filter = SuffixFilter.in(image);
    this.buckets =
        new NameBuckets(
            new BucketStarts(image.section(Section.NAME_STARTS)),
            image.section(Section.NAME_BUCKETS),
            header.size(),
            header.bucketBits());
    this.fewestLabels = header.fewestLabels();
    this.hasExact = header.exact() > 0;
  }

  /**
   * The names that remain of the cursor, each of which it must give once, as an image.
   *
   * @param most how many they are at most
   * @throws TableFullException if a section would not fit into 2 GiB
   */
  public static Image build(NameCursor cursor, int most, HashKey key) {
    NamePacker packer = new NamePacker(most, key);
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
    return new PackedNames(image, NameHeader.of(image.section(Section.NAME_HEADER)), key);
  }

  @Override
  public int size() {
    return buckets.size();
  }

  @Override
  public int find(HostWalk walk, Extent extent) {
    int labels = walk.labels();
    long suffix = walk.hash(labels);
    return labels > 0 && filter.admits(suffix) && filter.lists(suffix)
        ? probe(walk, labels, extent)
        : Hits.NONE;
  }

  @Override
  public void collect(HostWalk walk, Hits hits) {
    int depth = filter.depth(walk, fewestLabels);
    for (int labels = depth; labels >= fewestLabels; labels--) {
      if (filter.lists(walk.hash(labels))) {
        if (hasExact && labels == depth && !walk.has(labels + 1)) {
          add(probe(walk, labels, Extent.EXACT), hits);
        }
        add(probe(walk, labels, Extent.SUB_TREE), hits);
      }
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
    return new PackedCursor(buckets, 0, key);
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
    int entry = buckets.find(walk.packed(labels, extent));
    return entry != Hits.NONE && walk.isFaithful() ? entry : Hits.NONE;
  }

  private PackedCursor at(int entry) {
    PackedCursor cursor = new PackedCursor(buckets, buckets.bucketOf(entry), key);
    while (cursor.entry() < entry) {
      cursor.next();
    }
    return cursor;
  }
}
