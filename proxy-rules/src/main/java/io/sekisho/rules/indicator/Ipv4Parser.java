package io.sekisho.rules.indicator;

/**
 * IPv4 in every spelling that clients accept: one to four parts, each decimal, octal (leading 0) or
 * hexadecimal (0x), the last part filling the remaining bytes (WHATWG URL, IPv4 parser).
 */
final class Ipv4Parser {
  private static final int MAX_PARTS = 4;
  private static final long INVALID = -1;

  private Ipv4Parser() {}

  /** Whether {@code text[from, to)} is a number: all digits, or 0x and hexadecimal digits. */
  static boolean isNumber(String text, int from, int to) {
    if (from == to || !isDigit(text.charAt(from))) {
      return false;
    }
    boolean allDigits = true;
    for (int i = from; i < to && allDigits; i++) {
      allDigits = isDigit(text.charAt(i));
    }
    return allDigits || (hasHexPrefix(text, from, to) && valueOf(text, from, to) != INVALID);
  }

  /** Whether the last label is a number, so that the text is an IPv4 address or nothing. */
  static boolean endsInNumber(String text) {
    return isNumber(text, text.lastIndexOf('.') + 1, text.length());
  }

  static Parsed<IpAddress> parse(String text) {
    long address = 0;
    int parts = 0;
    int from = 0;
    while (true) {
      int dot = text.indexOf('.', from);
      int to = dot < 0 ? text.length() : dot;
      long part = valueOf(text, from, to);
      parts++;
      if (part == INVALID || parts > MAX_PARTS) {
        return Parsed.refused(Refusal.BAD_ADDRESS);
      }
      if (dot < 0) {
        int bytesLeft = MAX_PARTS - parts + 1;
        return part >= 1L << (8 * bytesLeft)
            ? Parsed.refused(Refusal.BAD_ADDRESS)
            : Parsed.of(IpAddress.v4((int) (address << (8 * bytesLeft) | part)));
      }
      if (part > 255) {
        return Parsed.refused(Refusal.BAD_ADDRESS);
      }
      address = address << 8 | part;
      from = dot + 1;
    }
  }

  /** The value of one part, or {@link #INVALID}; anything from 2^32 up is kept as 2^32. */
  private static long valueOf(String text, int from, int to) {
    if (from == to) {
      return INVALID;
    }
    int radix = 10;
    int start = from;
    if (hasHexPrefix(text, from, to)) {
      radix = 16;
      start = from + 2;
    } else if (to - from > 1 && text.charAt(from) == '0') {
      radix = 8;
      start = from + 1;
    }
    long value = 0;
    for (int i = start; i < to; i++) {
      char c = text.charAt(i);
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return INVALID;
      }
      value = Math.min(value * radix + digit, 1L << 32);
    }
    return value;
  }

  private static boolean hasHexPrefix(String text, int from, int to) {
    return to - from >= 2 && text.charAt(from) == '0' && (text.charAt(from + 1) | 0x20) == 'x';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
