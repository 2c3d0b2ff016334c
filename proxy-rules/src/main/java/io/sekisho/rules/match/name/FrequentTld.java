package io.sekisho.rules.match.name;

/**
 * The top-level domains that most listed names end with. Each has a number, which is part of the
 * format.
 */
final class FrequentTld {
  /** In the place of the number of another one. */
  static final int NONE = 0;

  /** How many characters the longest one has. */
  static final int LONGEST = 7;

  private static final String[] ALL =
      (". com net org info biz ru xyz click digital top sbs shop site online live co icu cc cfd cn"
              + " in tk beer fun br pics de buzz dev pro ml pl uk io gg cyou bazar cf store su space"
              + " club us life gq me rest world ga lat au app fr cloud kr eu bid link pw website tech"
              + " nl")
          .split(" ");

  /** The greatest number; six bits have room for 63. */
  static final int LAST = ALL.length - 1;

  private static final int SLOT_BITS = 8;
  private static final long[] WORDS = new long[1 << SLOT_BITS];
  private static final byte[] NUMBERS = new byte[1 << SLOT_BITS];

  static {
    for (int number = 1; number <= LAST; number++) {
      long word = 0;
      for (int i = ALL[number].length() - 1; i >= 0; i--) {
        word = word << Byte.SIZE | ALL[number].charAt(i);
      }
      int slot = slot(word);
      WORDS[slot] = word;
      NUMBERS[slot] = (byte) number;
    }
  }

  private FrequentTld() {}

  /** The number of the one with these characters, the first of them in the lowest place. */
  static int number(long characters) {
    return NUMBERS[slot(characters)];
  }

  /** What has a number, from 1. */
  static String text(int number) {
    return ALL[number];
  }

  /** Where it is, or the free place where it would be. */
  private static int slot(long word) {
    int slot = (int) ((word * 0x9e37_79b9_7f4a_7c15L) >>> (Long.SIZE - SLOT_BITS));
    while (WORDS[slot] != 0 && WORDS[slot] != word) {
      slot = (slot + 1) & (WORDS.length - 1);
    }
    return slot;
  }
}
