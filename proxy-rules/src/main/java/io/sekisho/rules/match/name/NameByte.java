package io.sekisho.rules.match.name;

import java.nio.charset.StandardCharsets;

/** Names as bytes: ISO 8859-1, reversed, and ended by a byte that no name has. */
final class NameByte {
  private static final byte SUB_TREE = 0;
  private static final byte EXACT = 1;
  private static final int FIRST_CHARACTER = 0x21;

  private NameByte() {}

  /** The byte of a character, in lower case. */
  static byte of(char character) {
    if (character < FIRST_CHARACTER || character > 0xff) {
      throw new IllegalArgumentException("in a name: character " + (int) character);
    }
    return lowerCase((byte) character);
  }

  static byte lowerCase(byte character) {
    return character >= 'A' && character <= 'Z' ? (byte) (character + ('a' - 'A')) : character;
  }

  /** What ends a name; the sub-tree comes before the exact name. */
  static byte end(Extent extent) {
    return extent == Extent.EXACT ? EXACT : SUB_TREE;
  }

  static boolean isEnd(byte there) {
    return there >= 0 && there < FIRST_CHARACTER;
  }

  static Extent extent(byte end) {
    return end == EXACT ? Extent.EXACT : Extent.SUB_TREE;
  }

  /** Where the name ends that begins at {@code from}. */
  static int endOf(byte[] bytes, int from) {
    int at = from;
    while (!isEnd(bytes[at])) {
      at++;
    }
    return at;
  }

  static String text(byte[] reversed, int from, int length) {
    byte[] forward = new byte[length];
    for (int i = 0; i < length; i++) {
      forward[length - 1 - i] = reversed[from + i];
    }
    return new String(forward, StandardCharsets.ISO_8859_1);
  }
}
