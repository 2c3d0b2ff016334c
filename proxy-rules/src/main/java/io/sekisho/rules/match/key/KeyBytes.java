package io.sekisho.rules.match.key;

import java.util.Arrays;

/** Bytes of a key that is being written. Used again and again by one thread. */
final class KeyBytes {
  private byte[] bytes = new byte[64];
  private int length;

  KeyBytes clear() {
    length = 0;
    return this;
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  KeyBytes put(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
    return this;
  }

  KeyBytes putShort(int value) {
    return put(value >>> 8).put(value);
  }

  KeyBytes putLong(long value) {
    for (int shift = Long.SIZE - 8; shift >= 0; shift -= 8) {
      put((int) (value >>> shift));
    }
    return this;
  }

  /**
   * Any characters in one to three bytes each, none of which is zero, in the order of the
   * characters: UTF-8 of every UTF-16 unit alone, with zero in two bytes.
   */
  KeyBytes putText(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != 0 && c < 0x80) {
        put(c);
      } else if (c < 0x800) {
        put(0xc0 | c >>> 6).put(0x80 | (c & 0x3f));
      } else {
        put(0xe0 | c >>> 12).put(0x80 | (c >>> 6 & 0x3f)).put(0x80 | (c & 0x3f));
      }
    }
    return this;
  }

  /** Pairs of hexadecimal digits, a byte for each. */
  KeyBytes putHex(String digits) {
    for (int i = 0; i < digits.length(); i += 2) {
      put(Character.digit(digits.charAt(i), 16) << 4 | Character.digit(digits.charAt(i + 1), 16));
    }
    return this;
  }

  /** Reads what {@link #putText} wrote. */
  static String text(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      int lead = bytes[i] & 0xff;
      if (lead < 0x80) {
        text.append((char) lead);
      } else if (lead < 0xe0) {
        text.append((char) ((lead & 0x1f) << 6 | (bytes[++i] & 0x3f)));
      } else {
        text.append((char) ((lead & 0xf) << 12 | (bytes[++i] & 0x3f) << 6 | (bytes[++i] & 0x3f)));
      }
    }
    return text.toString();
  }
}
