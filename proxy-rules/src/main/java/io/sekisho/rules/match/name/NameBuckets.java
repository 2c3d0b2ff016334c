package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.Hits;
import java.nio.ByteBuffer;

/**
 * Names in the order of their hashes, in buckets: each is of an equal part of all hashes, and has
 * about {@value #NAMES} names. So a hash alone tells where its name is, and what is looked for is
 * found with one access to memory behind that of where the bucket begins. A bucket is, in bytes:
 *
 * <pre>
 * 1  how many names it has
 * 2  for each name a tag, which is the end of its hash, and how many bytes its code has
 *    the code of each name, as {@link CodedName} tells; where it has 255 bytes or more,
 *    how many, in two bytes, before it
 * 4  the number of its first name
 * </pre>
 */
final class NameBuckets {
  static final int NAMES = 8;

  /** What follows the last bucket, so that eight bytes can be read anywhere. */
  static final int ZEROS = Long.BYTES;

  /** Instead of the bytes of a code that are so many or more. */
  static final int MANY = 255;

  static final int NUMBER = Integer.BYTES;
  static final int BEFORE_TAGS = 1;
  static final int TAG_AND_SIZE = 2;

  private static final int BYTE = 0xff;

  private final ByteBuffer starts;
  private final ByteBuffer buckets;
  private final int size;
  private final int count;

  /** As they lie in an image; without a bucket at all, nothing is listed. */
  NameBuckets(ByteBuffer starts, ByteBuffer buckets, int size) {
    this.starts = starts;
    this.buckets = buckets;
    this.size = size;
    this.count = Math.max(0, starts.limit() / Integer.BYTES - 1);
  }

  /** How many buckets so many names get, at most. */
  static int forNames(int most) {
    return most / NAMES + 1;
  }

  /** Which of so many buckets is that of a hash. */
  static int bucket(long hash, int buckets) {
    return (int) (((hash >>> Integer.SIZE) * buckets) >>> Integer.SIZE);
  }

  static int tag(long hash) {
    return (int) hash & BYTE;
  }

  /** How many names there are. */
  int size() {
    return size;
  }

  /** How many buckets there are. */
  int count() {
    return count;
  }

  /** The entry of the name of so many labels of what is asked, which has this hash. */
  int find(long hash, HostWalk walk, int labels, Extent extent) {
    if (count == 0) {
      return Hits.NONE;
    }
    int bucket = bucket(hash, count);
    int start = start(bucket);
    int entry = buckets.getInt(start(bucket + 1) - NUMBER); // both ends are read at once
    int end = entry + (buckets.get(start) & BYTE);
    CodedName asked = walk.coded(); // while the bucket is still on its way from memory
    int characters = walk.length() - walk.start(labels);
    int tag = tag(hash);
    int pair = start + BEFORE_TAGS;
    int code = pair + (end - entry) * TAG_AND_SIZE;
    while (entry < end) {
      int bytes = buckets.get(pair + 1) & BYTE;
      if (bytes == MANY) {
        bytes = buckets.getShort(code);
        code += Short.BYTES;
      }
      if ((buckets.get(pair) & BYTE) == tag
          && asked.isAt(buckets, code, bytes, characters, extent)) {
        return entry;
      }
      code += bytes;
      pair += TAG_AND_SIZE;
      entry++;
    }
    return Hits.NONE;
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
    return buckets.getInt(start(bucket + 1) - NUMBER);
  }

  /** Where a bucket begins, or the one before ends. */
  int start(int bucket) {
    return starts.getInt(bucket * Integer.BYTES);
  }

  /** How many names a bucket has. */
  int names(int bucket) {
    return buckets.get(start(bucket)) & BYTE;
  }

  /** An unsigned byte of a bucket. */
  int byteAt(int at) {
    return buckets.get(at) & BYTE;
  }

  int shortAt(int at) {
    return buckets.getShort(at);
  }

  /** The bits from there on, of which {@link BitStore#MOST_AT_ONCE} are sure to be. */
  long bits(int start, int at) {
    return buckets.getLong(start + (at >>> 3)) >>> (at & 7);
  }
}
