package io.sekisho.rules.match.name;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bits one behind the other, the first in the lowest place of the first byte. */
final class BitStore {
  /** As many as can be read or written at once, wherever they begin. */
  static final int MOST_AT_ONCE = 56;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;

  BitStore(int mostBits) {
    bytes = new byte[mostBits / Byte.SIZE + 2 * Long.BYTES];
  }

  int size() {
    return size;
  }

  void clear() {
    Arrays.fill(bytes, 0, (size >>> 3) + 1, (byte) 0);
    size = 0;
  }

  /** Adds the lowest bits of {@code value}, which has no others. */
  void add(long value, int bits) {
    int at = size >>> 3;
    if (at + 2 * Long.BYTES > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    WORD.set(bytes, at, (long) WORD.get(bytes, at) | value << (size & 7));
    size += bits;
  }

  /** Adds bits of another. */
  void add(BitStore other, int from, int to) {
    for (int at = from; at < to; at += MOST_AT_ONCE) {
      int bits = Math.min(MOST_AT_ONCE, to - at);
      add(other.get(at) & ((1L << bits) - 1), bits);
    }
  }

  /** The bits from there on, of which {@link #MOST_AT_ONCE} are sure to be. */
  long get(int from) {
    return (long) WORD.get(bytes, from >>> 3) >>> (from & 7);
  }

  /** Copies all of them out, in whole bytes. */
  void copyTo(byte[] target, int from) {
    System.arraycopy(bytes, 0, target, from, bytes());
  }

  /** How many bytes that is. */
  int bytes() {
    return (size + Byte.SIZE - 1) / Byte.SIZE;
  }
}
