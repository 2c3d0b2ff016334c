package io.sekisho.rules.match.name;

import io.sekisho.rules.match.table.GrowingBytes;
import io.sekisho.rules.match.table.Section;
import io.sekisho.rules.match.table.TableFullException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Packs names, which come in order, into {@link NameBuckets}. */
final class BucketPacker {
  private static final VarHandle UNIT =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MOST_NAMES = (1 << Character.SIZE) - 1;

  /** The most that a name takes beside its signature. */
  private static final int MOST_BYTES = (PackedName.MOST_UNITS + 2) * NameBuckets.UNIT;

  private final BucketStarts.Packer starts = new BucketStarts.Packer();
  private final GrowingBytes buckets;
  private final int bits;
  private byte[] signatures = new byte[1 << 8];
  private byte[] bodies = new byte[1 << 12];
  private int names;
  private int used;
  private int first;
  private int open;

  /** For at most so many names, in so many bytes. */
  BucketPacker(int most, long mostBytes) {
    this.bits = NameBuckets.bitsFor(most);
    this.buckets = new GrowingBytes(Section.NAME_BUCKETS, mostBytes - NameBuckets.ZEROS);
    starts.add(0);
  }

  /** How many bits of a place tell its bucket. */
  int bits() {
    return bits;
  }

  /**
   * Adds a name that is coded.
   *
   * @throws TableFullException if all together would take more bytes than they may
   * @throws IllegalStateException if a bucket would have more than 65,535, or buckets near each
   *     other more than 128 KiB, which many more names than was said may lead to
   */
  void add(PackedName name) {
    int next = NameBuckets.bucket(name.place(), bits);
    while (open < next) {
      finish();
    }
    reserve();
    UNIT.set(signatures, names * NameBuckets.UNIT, (char) name.signature());
    names++;
    if (name.units() >= PackedName.MANY) {
      addUnit(name.units());
    }
    name.copyTo(bodies, used);
    used += name.units() * NameBuckets.UNIT;
    if (NameBuckets.keepsHeads(bits)) {
      addUnit(name.head());
    }
  }

  private void addUnit(int unit) {
    UNIT.set(bodies, used, (char) unit);
    used += NameBuckets.UNIT;
  }

  private void reserve() {
    if (names == MOST_NAMES) {
      throw new IllegalStateException("more than " + MOST_NAMES + " names in one bucket");
    }
    if ((names + 1) * NameBuckets.UNIT > signatures.length) {
      signatures = Arrays.copyOf(signatures, 2 * signatures.length);
    }
    if (used + MOST_BYTES > bodies.length) {
      bodies = Arrays.copyOf(bodies, 2 * bodies.length);
    }
  }

  private void finish() {
    buckets.addChar(names);
    buckets.add(signatures, names * NameBuckets.UNIT);
    buckets.add(bodies, used);
    buckets.addInt(first);
    starts.add((int) buckets.size());
    first += names;
    names = 0;
    used = 0;
    open++;
  }

  /** The buckets, with those that no name came for. */
  ByteBuffer buckets() {
    while (open < 1 << bits) {
      finish();
    }
    return buckets.join(NameBuckets.ZEROS);
  }

  /** Where each begins, behind {@link #buckets}. */
  ByteBuffer starts() {
    return starts.join();
  }
}
