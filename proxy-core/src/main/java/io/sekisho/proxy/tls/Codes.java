package io.sekisho.proxy.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A list of two-byte numbers without GREASE values (RFC 8701), to be used again and again. */
final class Codes {
  private char[] values = new char[64];
  private int size;

  /** Begins anew with all of a list. */
  Codes read(ByteBuffer list) {
    clear();
    while (list.remaining() >= 2) {
      add(Vectors.number16(list));
    }
    return this;
  }

  Codes clear() {
    size = 0;
    return this;
  }

  void add(int code) {
    if (isGrease(code)) {
      return;
    }
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = (char) code;
  }

  void remove(int code) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (values[i] != code) {
        values[kept++] = values[i];
      }
    }
    size = kept;
  }

  Codes sort() {
    Arrays.sort(values, 0, size);
    return this;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return values[index];
  }

  /** The highest of them; 0 where there is none. */
  int highest() {
    int highest = 0;
    for (int i = 0; i < size; i++) {
      highest = Math.max(highest, values[i]);
    }
    return highest;
  }

  private static boolean isGrease(int code) {
    return (code & 0x0f0f) == 0x0a0a && code >> 8 == (code & 0xff);
  }
}
