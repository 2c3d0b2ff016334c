package io.sekisho.proxy.http;

/** Classes of bytes in the grammar of heads (RFC 9110, 5.6). */
final class Ascii {
  private static final boolean[] TOKEN = new boolean[256];

  static {
    for (char c = '0'; c <= '9'; c++) {
      TOKEN[c] = true;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      TOKEN[c] = true;
      TOKEN[c - 'a' + 'A'] = true;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private Ascii() {}

  /** A character of a token. */
  static boolean isToken(byte b) {
    return TOKEN[b & 0xff];
  }

  /** White space within a line. */
  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** What may not stand in a field value or a reason phrase; a tab may. */
  static boolean isControl(byte b) {
    return (b >= 0 && b < ' ' && b != '\t') || b == 0x7f;
  }

  /** Neither space nor control; bytes from 0x80 stand in the paths of real clients. */
  static boolean isVisible(byte b) {
    return b < 0 || (b > ' ' && b != 0x7f);
  }

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + 'a' - 'A') : b;
  }
}
