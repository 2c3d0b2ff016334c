package io.sekisho.rules.match;

import io.sekisho.rules.match.table.TableFullException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Little-endian bytes that grow at their end; for one thread. */
final class Bytes {
  private static final int MAX = Integer.MAX_VALUE - 8;

  private ByteBuffer buffer;

  Bytes(int expected) {
    buffer = ByteBuffer.allocate(Math.max(16, expected)).order(ByteOrder.LITTLE_ENDIAN);
  }

  int size() {
    return buffer.position();
  }

  Bytes putByte(int value) {
    room(1).put((byte) value);
    return this;
  }

  Bytes putShort(int value) {
    room(Short.BYTES).putShort((short) value);
    return this;
  }

  Bytes putInt(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  Bytes putLong(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  /** In UTF-8, with its length before; null is told from the empty text. */
  Bytes putText(@Nullable String text) {
    if (text == null) {
      return putInt(-1);
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    putInt(utf8.length);
    room(utf8.length).put(utf8);
    return this;
  }

  /** From 0 to the limit, with their length before. */
  Bytes putBytes(ByteBuffer bytes) {
    putInt(bytes.limit());
    room(bytes.limit()).put(bytes.duplicate().position(0));
    return this;
  }

  Bytes putTime(@Nullable Instant time) {
    if (time == null) {
      return putLong(Long.MIN_VALUE);
    }
    return putLong(time.getEpochSecond()).putInt(time.getNano());
  }

  Bytes putId(UUID id) {
    return putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  /** All that was put. Nothing may be put afterwards. */
  ByteBuffer written() {
    return buffer.slice(0, size()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer room(int more) {
    if (buffer.remaining() < more) {
      long needed = (long) size() + more;
      if (needed > MAX) {
        throw new TableFullException("a section", needed, MAX);
      }
      int next = (int) Math.min(MAX, Math.max(needed, buffer.capacity() * 3L / 2));
      buffer = ByteBuffer.allocate(next).order(ByteOrder.LITTLE_ENDIAN).put(buffer.flip());
    }
    return buffer;
  }
}
