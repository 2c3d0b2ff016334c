package io.sekisho.rules.match.name;

/**
 * The characters of host names as numbers from 1, which is part of the format: three of them, or
 * fewer and zeros, are one unit of 16 bits, as 39 characters and nothing make 40, and 40 by 40 by
 * 40 is 64,000.
 */
final class NameCode {
  /** The number of any other character. */
  static final int FOREIGN = 0;

  /** How many characters a unit has at most. */
  static final int PER_UNIT = 3;

  /** What the second character of a unit is multiplied by. */
  static final int SECOND = 40;

  /** What the third one is. */
  static final int THIRD = SECOND * SECOND;

  private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-._";
  private static final byte[] NUMBERS = new byte[1 << Byte.SIZE];
  private static final int[] DIVISOR = {1, SECOND, THIRD, 1 << Character.SIZE};

  /** Of each divisor, in parts of 2^32; exact enough for 16 bits. */
  private static final long[] RECIPROCAL = new long[DIVISOR.length];

  static {
    for (int i = 0; i < CHARACTERS.length(); i++) {
      NUMBERS[CHARACTERS.charAt(i)] = (byte) (i + 1);
      NUMBERS[Character.toUpperCase(CHARACTERS.charAt(i))] = (byte) (i + 1);
    }
    for (int i = 0; i < DIVISOR.length; i++) {
      RECIPROCAL[i] = ((1L << Integer.SIZE) + DIVISOR[i] - 1) / DIVISOR[i];
    }
  }

  private NameCode() {}

  /** The number of a character, be it an upper-case or a lower-case one. */
  static int number(byte character) {
    return NUMBERS[character & 0xff];
  }

  /** How many characters a unit has. */
  static int count(int unit) {
    if (unit < SECOND) {
      return unit == 0 ? 0 : 1;
    }
    return unit < THIRD ? 2 : PER_UNIT;
  }

  /** A unit with only so many of its first characters; by a table, without a branch. */
  static int prefix(int unit, int characters) {
    long parts = (unit * RECIPROCAL[characters]) >>> Integer.SIZE;
    return unit - (int) parts * DIVISOR[characters];
  }

  /** A character of a unit, in lower case; from 0. */
  static byte character(int unit, int place) {
    return (byte) CHARACTERS.charAt(prefix(unit, place + 1) / DIVISOR[place] - 1);
  }
}
