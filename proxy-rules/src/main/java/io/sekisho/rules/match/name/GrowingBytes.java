package io.sekisho.rules.match.name;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes of a section whose size is not known before its end. */
final class GrowingBytes {
  private static final int SMALLEST = 1 << 8;
  private static final int LARGEST = 1 << 20;

  private final List<byte[]> full = new ArrayList<>();
  private final String what;
  private byte[] open = new byte[SMALLEST];
  private int used;
  private long before;

  GrowingBytes(String what) {
    this.what = what;
  }

  long size() {
    return before + used;
  }

  void add(BitStore bits) {
    int bytes = bits.bytes();
    reserve(bytes);
    bits.copyTo(open, used);
    used += bytes;
  }

  void add(int value) {
    reserve(Integer.BYTES);
    ByteBuffer.wrap(open).order(ByteOrder.LITTLE_ENDIAN).putInt(used, value);
    used += Integer.BYTES;
  }

  /** All of them and so many zeros, by which this gives up its own. */
  ByteBuffer join(int zeros) {
    long size = size() + zeros;
    if (size > Integer.MAX_VALUE) {
      throw new IllegalStateException(what + " of " + size + " bytes");
    }
    byte[] joined = new byte[(int) size];
    int at = 0;
    for (int i = 0; i < full.size(); i++) {
      byte[] part = full.set(i, open);
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    System.arraycopy(open, 0, joined, at, used);
    full.clear();
    return ByteBuffer.wrap(joined).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void reserve(int bytes) {
    if (used + bytes <= open.length) {
      return;
    }
    if (open.length < LARGEST) {
      open = Arrays.copyOf(open, Math.max(used + bytes, 2 * open.length));
    } else {
      full.add(used == open.length ? open : Arrays.copyOf(open, used));
      before += used;
      open = new byte[LARGEST];
      used = 0;
    }
  }
}
