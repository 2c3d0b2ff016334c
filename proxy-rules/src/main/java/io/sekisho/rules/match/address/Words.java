package io.sekisho.rules.match.address;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads numbers from sections. A handle reads all buffers in one way; the methods of {@link
 * ByteBuffer} differ by its kind, and a process has sections of three kinds.
 */
final class Words {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle INTS =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  static long longAt(ByteBuffer section, int at) {
    return (long) LONGS.get(section, at);
  }

  static int intAt(ByteBuffer section, int at) {
    return (int) INTS.get(section, at);
  }
}
