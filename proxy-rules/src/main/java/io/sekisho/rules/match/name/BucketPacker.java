package io.sekisho.rules.match.name;

import java.nio.ByteBuffer;

/** Packs names, which come in the order of their hashes, into {@link NameBuckets}. */
final class BucketPacker {
  private static final int MOST_NAMES = 255;

  private final GrowingBytes starts = new GrowingBytes("the places of names");
  private final GrowingBytes buckets = new GrowingBytes("names");
  private final int count;
  private final int[] tags = new int[MOST_NAMES];
  private final BitStore codes = new BitStore(1 << 12);
  private final BitStore bucket = new BitStore(1 << 12);
  private int names;
  private int first;
  private int open;

  /** For at most so many names. */
  BucketPacker(int most) {
    this.count = NameBuckets.forNames(most);
    starts.add(0);
  }

  /**
   * Adds a name.
   *
   * @throws IllegalStateException if a bucket would have more than 255, which many more than was
   *     said may lead to, or all together 2 GiB
   */
  void add(long hash, CodedName name, int characters, Extent extent) {
    int next = NameBuckets.bucket(hash, count);
    while (open < next) {
      finish();
    }
    if (names == MOST_NAMES) {
      throw new IllegalStateException("more than " + MOST_NAMES + " names in one bucket");
    }
    int bytes = CodedName.bytes(name.end(characters));
    tags[names++] = NameBuckets.tag(hash) | Math.min(bytes, NameBuckets.MANY) << Byte.SIZE;
    if (bytes >= NameBuckets.MANY) {
      codes.add(bytes, Short.SIZE);
    }
    name.copyTo(codes, characters, extent);
  }

  private void finish() {
    bucket.clear();
    bucket.add(names, Byte.SIZE);
    for (int i = 0; i < names; i++) {
      bucket.add(tags[i], Short.SIZE);
    }
    bucket.add(codes, 0, codes.size());
    bucket.add(first, Integer.SIZE);
    buckets.add(bucket);
    if (buckets.size() > Integer.MAX_VALUE - NameBuckets.ZEROS) {
      throw new IllegalStateException("names of " + buckets.size() + " bytes");
    }
    starts.add((int) buckets.size());
    codes.clear();
    first += names;
    names = 0;
    open++;
  }

  /** The buckets, with those that no name came for. */
  ByteBuffer buckets() {
    while (open < count) {
      finish();
    }
    return buckets.join(NameBuckets.ZEROS);
  }

  /** Where each begins, behind {@link #buckets}. */
  ByteBuffer starts() {
    return starts.join(0);
  }
}
