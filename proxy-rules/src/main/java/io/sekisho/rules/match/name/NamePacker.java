package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.SectionBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Makes the sections of {@link PackedNames}: packs all names, then goes through what it packed. */
final class NamePacker {
  private final int most;
  private final HashKey key;
  private final HostWalk walk;
  private final NameCensus census;
  private final BucketPacker buckets;
  private final byte[] before = new byte[HostText.MOST_CHARACTERS];
  private int lengthBefore;
  private Extent extentBefore = Extent.SUB_TREE;
  private long placeBefore;

  /** For at most so many names. */
  NamePacker(int most, HashKey key) {
    this.most = most;
    this.key = key;
    this.walk = new HostWalk(key);
    this.census = new NameCensus(most);
    this.buckets = new BucketPacker(most, SectionBytes.MOST);
  }

  /**
   * Adds a name.
   *
   * @throws IllegalArgumentException if it does not come behind the one before
   */
  void add(NameCursor cursor) {
    walk.toReversed(cursor.reversed(), 0, cursor.length());
    PackedName packed = walk.packed(walk.labels(), cursor.extent());
    if (!isBehind(packed.place(), cursor)) {
      throw new IllegalArgumentException("not behind the name before: " + walk.host());
    }
    keep(packed.place(), cursor);
    census.add(walk, cursor.extent());
    buckets.add(packed.code());
  }

  private boolean isBehind(long place, NameCursor cursor) {
    int byPlace = Long.compareUnsigned(place, placeBefore);
    if (byPlace != 0 || lengthBefore == 0) {
      return byPlace > 0 || lengthBefore == 0;
    }
    int byExtent = cursor.extent().compareTo(extentBefore);
    return byExtent > 0
        || (byExtent == 0
            && Arrays.compareUnsigned(
                    cursor.reversed(), 0, cursor.length(), before, 0, lengthBefore)
                > 0);
  }

  private void keep(long place, NameCursor cursor) {
    placeBefore = place;
    lengthBefore = cursor.length();
    extentBefore = cursor.extent();
    System.arraycopy(cursor.reversed(), 0, before, 0, lengthBefore);
  }

  /** The sections; where far fewer names came than might have, all is packed again. */
  Image finish() {
    NameHeader header = census.header(buckets.bits());
    ByteBuffer packed = buckets.buckets();
    ByteBuffer starts = buckets.starts();
    NameBuckets names =
        new NameBuckets(new BucketStarts(starts), packed, header.size(), header.bucketBits());
    if (header.size() < most / 2) {
      return PackedNames.build(new PackedCursor(names, 0, key), header.size(), key);
    }
    Image.Builder image =
        Image.builder()
            .put(Section.NAME_HEADER, header.bytes())
            .put(Section.NAME_STARTS, starts)
            .put(Section.NAME_BUCKETS, packed);
    filter(names, header.fewestLabels()).putInto(image);
    return image.build();
  }

  private SuffixFilter filter(NameBuckets names, int fewestLabels) {
    SuffixFilter filter = SuffixFilter.of(census);
    NameCursor cursor = new PackedCursor(names, 0, key);
    while (cursor.next()) {
      walk.toReversed(cursor.reversed(), 0, cursor.length());
      filter.addAll(walk, fewestLabels);
    }
    return filter;
  }
}
