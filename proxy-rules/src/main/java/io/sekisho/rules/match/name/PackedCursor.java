package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.HashKey;
import org.jspecify.annotations.Nullable;

/** Unpacks names one after the other. */
final class PackedCursor implements NameCursor {
  private final NameBuckets buckets;
  private final HashKey key;
  private final byte[] reversed = new byte[HostWalk.MOST_CHARACTERS];
  private @Nullable HostWalk walk;
  private int entry;
  private int bucket;
  private int left;
  private int pair;
  private int code;
  private int length;
  private Extent extent = Extent.SUB_TREE;

  /** Before the first name of a bucket, where there is one. */
  PackedCursor(NameBuckets buckets, int bucket, HashKey key) {
    this.buckets = buckets;
    this.key = key;
    this.bucket = bucket - 1;
    this.entry = bucket < buckets.count() ? buckets.first(bucket) - 1 : -1;
  }

  @Override
  public boolean next() {
    if (entry + 1 >= buckets.size()) {
      return false;
    }
    while (left == 0) {
      begin();
    }
    unpack();
    entry++;
    left--;
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
    return extent;
  }

  @Override
  public long hash() {
    HostWalk own = walk;
    if (own == null) {
      own = new HostWalk(key);
      walk = own;
    }
    return own.toReversed(reversed, 0, length).entryHash(extent);
  }

  private void begin() {
    bucket++;
    left = buckets.names(bucket);
    pair = buckets.start(bucket) + NameBuckets.BEFORE_TAGS;
    code = pair + left * NameBuckets.TAG_AND_SIZE;
  }

  private void unpack() {
    int bytes = buckets.byteAt(pair + 1);
    if (bytes == NameBuckets.MANY) {
      bytes = buckets.shortAt(code);
      code += Short.BYTES;
    }
    int last = buckets.byteAt(code + bytes - 1);
    int end =
        bytes * Byte.SIZE - 1 - (Integer.numberOfLeadingZeros(last) - (Integer.SIZE - Byte.SIZE));
    extent = (buckets.byteAt(code) & 1) == 1 ? Extent.EXACT : Extent.SUB_TREE;
    unpack(code, end);
    code += bytes;
    pair += NameBuckets.TAG_AND_SIZE;
  }

  private void unpack(int from, int end) {
    int before = NameCode.START;
    int at = CodedName.EXTENT_BITS;
    int count = 0;
    while (at < end) {
      long bits = buckets.bits(from, at);
      int symbol = NameCode.symbolAt(before, bits);
      int length = NameCode.length(NameCode.code(before, symbol));
      reversed[count++] = NameCode.character(symbol, bits, length);
      at += length;
      before = symbol;
    }
    length = count;
  }
}
