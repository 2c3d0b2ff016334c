package io.sekisho.rules.match.name;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * From the hashes of entries to their blocks: first where the slots of each bucket begin, then all
 * slots without a gap, each a tag of the hash and above it the block.
 */
final class SlotIndex {
  private static final int PER_BUCKET = 16;
  private static final int TAG_BITS = 8;
  private static final int TAG = (1 << TAG_BITS) - 1;

  private final ByteBuffer bytes;
  private final long buckets;
  private final long slotsAt;
  private final int slotBits;

  /** As it lies in an image, for so many entries. */
  SlotIndex(ByteBuffer bytes, int entries) {
    this.bytes = bytes;
    this.buckets = buckets(entries);
    this.slotsAt = (buckets + 1) * Integer.SIZE;
    this.slotBits = slotBits(entries);
  }

  /** Of entries in order with these hashes, of which 32 bits are enough. */
  static ByteBuffer build(int[] hashes) {
    long bits = (long) slotBits(hashes.length) * hashes.length;
    long size = (buckets(hashes.length) + 1) * Integer.BYTES + bits / Byte.SIZE + 2 * Long.BYTES;
    if (size > Integer.MAX_VALUE) {
      throw new IllegalStateException("an index of " + size + " bytes");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
    SlotIndex index = new SlotIndex(bytes, hashes.length);
    index.count(hashes);
    index.fill(hashes);
    return bytes;
  }

  /** The part of a hash that counts. */
  static int part(long hash) {
    return (int) (hash >>> Integer.SIZE);
  }

  int bucket(int hash) {
    return (int) (((hash & 0xffff_ffffL) * buckets) >>> Integer.SIZE);
  }

  /** The first slot of a bucket; behind its last is the first of the next bucket. */
  int first(int bucket) {
    return bytes.getInt(bucket * Integer.BYTES);
  }

  /** The first slot from {@code from} to {@code to} with the tag of a hash; {@code to} if none. */
  int seek(int hash, int from, int to) {
    long at = slotsAt + (long) from * slotBits;
    for (int i = from; i < to; i++) {
      if ((((int) bits(at) ^ hash) & TAG) == 0) {
        return i;
      }
      at += slotBits;
    }
    return to;
  }

  /** The block in a slot. */
  int block(int number) {
    long slot = bits(slotsAt + (long) number * slotBits) & ((1L << slotBits) - 1);
    return (int) (slot >>> TAG_BITS);
  }

  private long bits(long at) {
    return bytes.getLong((int) (at >>> 3)) >>> (at & 7);
  }

  /** Leaves in the place of each bucket where its slots end. */
  private void count(int[] hashes) {
    for (int hash : hashes) {
      int at = bucket(hash) * Integer.BYTES;
      bytes.putInt(at, bytes.getInt(at) + 1);
    }
    int sum = 0;
    for (int i = 0; i <= buckets; i++) {
      sum += first(i);
      bytes.putInt(i * Integer.BYTES, sum);
    }
  }

  /** Fills each bucket from its end, by which its place comes to tell where it begins. */
  private void fill(int[] hashes) {
    for (int entry = hashes.length - 1; entry >= 0; entry--) {
      int bucket = bucket(hashes[entry]);
      int number = first(bucket) - 1;
      bytes.putInt(bucket * Integer.BYTES, number);
      long block = entry / PackedBlocks.NAMES;
      put(number, block << TAG_BITS | (hashes[entry] & TAG));
    }
  }

  private void put(int number, long slot) {
    long at = slotsAt + (long) number * slotBits;
    int from = (int) (at >>> 3);
    bytes.putLong(from, bytes.getLong(from) | slot << (at & 7));
  }

  private static long buckets(int entries) {
    return entries / PER_BUCKET + 1L;
  }

  private static int slotBits(int entries) {
    return TAG_BITS + Integer.SIZE - Integer.numberOfLeadingZeros(entries / PackedBlocks.NAMES);
  }
}
