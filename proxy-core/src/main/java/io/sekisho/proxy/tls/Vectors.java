package io.sekisho.proxy.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** The numbers and vectors that TLS messages are made of (RFC 8446, 3.3 and 3.4). */
final class Vectors {
  private Vectors() {}

  static int number8(ByteBuffer in) {
    return in.get() & 0xff;
  }

  static int number16(ByteBuffer in) {
    return in.getShort() & 0xffff;
  }

  static ByteBuffer vector8(ByteBuffer in) {
    return take(in, number8(in));
  }

  static ByteBuffer vector16(ByteBuffer in) {
    return take(in, number16(in));
  }

  /** The next bytes, as a buffer that shares them; throws where there are fewer. */
  static ByteBuffer take(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer taken = in.slice(in.position(), length);
    skip(in, length);
    return taken;
  }

  /** Leaves out bytes that are there. */
  static void skip(ByteBuffer in, int length) {
    in.position(in.position() + length);
  }
}
