package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.Hits;
import java.nio.ByteBuffer;

/**
 * Names in the order of their places, which are keyed hashes, in buckets, each of which is of an
 * equal part of all places and has about {@value #FEWEST} to {@value #MOST} names. So a place alone
 * tells where its name is, and what is looked for is found with one access to memory behind that of
 * where the bucket begins. A bucket is, in units of 16 bits:
 *
 * <pre>
 * 1  how many names it has
 * 1  for each name its signature, as {@link PackedName} tells
 *    for each name, how many units its body has if those are {@value PackedName#MANY} or more,
 *    then these, then its head, unless the bucket tells it ({@link NameHead})
 * 2  the number of its first name
 * </pre>
 */
final class NameBuckets {
  static final int FEWEST = 6;
  static final int MOST = 2 * FEWEST;

  /** What follows the last bucket, so that eight bytes can be read anywhere. */
  static final int ZEROS = Long.BYTES;

  static final int UNIT = Character.BYTES;
  static final int NUMBER = Integer.BYTES;

  private final BucketStarts starts;
  private final ByteBuffer buckets;
  private final int size;
  private final int bits;
  private final int count;
  private final int headBytes;

  /** As they lie in an image; without a bucket at all, nothing is listed. */
  NameBuckets(BucketStarts starts, ByteBuffer buckets, int size, int bits) {
    this.starts = starts;
    this.buckets = buckets;
    this.size = size;
    this.bits = bits;
    this.count = buckets.limit() == 0 ? 0 : 1 << bits;
    this.headBytes = keepsHeads(bits) ? UNIT : 0;
  }

  /** How many bits tell a bucket of so many names. */
  static int bitsFor(int names) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, names - 1) / MOST);
  }

  /** Which bucket is that of a place, if so many bits tell. */
  static int bucket(long place, int bits) {
    return (int) (place >>> 1 >>> (Long.SIZE - 1 - bits));
  }

  /** Whether heads lie behind bodies, since a bucket has places of several. */
  static boolean keepsHeads(int bits) {
    return bits < NameHead.BITS;
  }

  /** How many names there are. */
  int size() {
    return size;
  }

  /** How many buckets there are. */
  int count() {
    return count;
  }

  /** The entry of a name, which is coded by that. */
  int find(PackedName asked) {
    if (count == 0) {
      return Hits.NONE;
    }
    int bucket = bucket(asked.place(), bits);
    int start = starts.of(bucket);
    int first = first(bucket); // both ends are read at once
    int names = unit(start);
    int found = indexOf(asked.code(), start, names); // coded while the bucket is on its way
    return found == Hits.NONE ? Hits.NONE : first + found;
  }

  /** Which of so many names of the bucket that begins there it is, from 0. */
  private int indexOf(PackedName asked, int start, int names) {
    int signature = asked.signature();
    int body = start + UNIT + names * UNIT;
    for (int i = 0; i < names; i++) {
      int there = unit(start + UNIT + i * UNIT);
      int units = PackedName.units(there);
      if (units == PackedName.MANY) {
        units = unit(body);
        body += UNIT;
      }
      if (there == signature && units == asked.units() && isAt(body, asked)) {
        return i;
      }
      body += units * UNIT + headBytes;
    }
    return Hits.NONE;
  }

  private boolean isAt(int body, PackedName asked) {
    return asked.isAt(buckets, body)
        && (headBytes == 0 || unit(body + asked.units() * UNIT) == asked.head());
  }

  /** The bucket that an entry is in. */
  int bucketOf(int entry) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int guess = low + (int) ((long) (high - low) * between(entry, low, high) / (1 << 20));
      if (first(guess + 1) <= entry) {
        low = guess + 1;
      } else if (first(guess) > entry) {
        high = guess - 1;
      } else {
        return guess;
      }
    }
    return low;
  }

  /** Which part of the way from one bucket to another an entry is, in parts of 2^20. */
  private int between(int entry, int low, int high) {
    long from = first(low);
    long to = high + 1 == count ? size : first(high + 1);
    return (int) (((entry - from) << 20) / Math.max(1, to - from));
  }

  /** The number of the first name of a bucket. */
  int first(int bucket) {
    return buckets.getInt(starts.of(bucket + 1) - NUMBER);
  }

  /** Where a bucket begins. */
  int start(int bucket) {
    return starts.of(bucket);
  }

  /** The unit that lies somewhere. */
  int unit(int at) {
    return buckets.getChar(at);
  }

  /** How many names a bucket has. */
  int names(int bucket) {
    return unit(start(bucket));
  }

  /** Whether heads lie behind bodies. */
  boolean keepsHeads() {
    return headBytes > 0;
  }

  /** The bits of a bucket's places that tell heads, where they are not kept. */
  int headBits(int bucket) {
    return bucket >>> (bits - NameHead.BITS);
  }
}
