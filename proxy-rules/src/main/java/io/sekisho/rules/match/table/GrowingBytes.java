package io.sekisho.rules.match.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes of a section whose size is not known before its end; for one thread. They are in pieces
 * until then, of which the first alone is copied to grow. Adding more than a section can have
 * throws a {@link TableFullException}.
 */
public final class GrowingBytes {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle CHAR =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int SMALLEST = 1 << 8;
  private static final int LARGEST = 1 << 18;

  private final List<byte[]> full = new ArrayList<>();
  private final Section section;
  private final long most;
  private byte[] open = new byte[SMALLEST];
  private int used;
  private long before;

  /** For at most so many bytes. */
  public GrowingBytes(Section section, long most) {
    this.section = section;
    this.most = most;
  }

  public long size() {
    return before + used;
  }

  /** The first so many of some. */
  public void add(byte[] bytes, int count) {
    reserve(count);
    System.arraycopy(bytes, 0, open, used, count);
    used += count;
  }

  public void addInt(int value) {
    reserve(Integer.BYTES);
    INT.set(open, used, value);
    used += Integer.BYTES;
  }

  /** The lower 16 bits of a number. */
  public void addChar(int value) {
    reserve(Character.BYTES);
    CHAR.set(open, used, (char) value);
    used += Character.BYTES;
  }

  /** All of them and so many zeros, by which this gives up its own and is empty. */
  public ByteBuffer join(int zeros) {
    byte[] joined = new byte[(int) size() + zeros];
    int at = 0;
    for (int i = 0; i < full.size(); i++) {
      byte[] part = full.set(i, open);
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    System.arraycopy(open, 0, joined, at, used);
    full.clear();
    open = new byte[SMALLEST];
    used = 0;
    before = 0;
    return ByteBuffer.wrap(joined).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void reserve(int bytes) {
    if (size() + bytes > most) {
      throw new TableFullException("section " + section, size() + bytes, most);
    }
    if (used + bytes <= open.length) {
      return;
    }
    if (open.length < LARGEST) {
      open = Arrays.copyOf(open, Math.max(used + bytes, 2 * open.length));
    } else {
      full.add(used == open.length ? open : Arrays.copyOf(open, used));
      before += used;
      open = new byte[Math.max(bytes, LARGEST)];
      used = 0;
    }
  }
}
