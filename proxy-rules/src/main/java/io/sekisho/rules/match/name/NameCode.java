package io.sekisho.rules.match.name;

/**
 * A prefix code for the characters of names from the last to the first, each by the one before it.
 * It is the same for all tables, so it is part of the format. Codes are written from the lowest bit
 * on. The 39 characters of host names have one each; any other is an escape and eight bits.
 */
final class NameCode {
  /** The most bits of a character. */
  static final int MOST_BITS = 18;

  private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-._";
  private static final int ESCAPE = CHARACTERS.length();
  private static final int SYMBOLS = ESCAPE + 1;
  private static final int SYMBOL_BITS = 6;

  /** What the first character of a name follows. */
  static final int START = SYMBOLS;

  private static final int ESCAPE_BITS = Byte.SIZE;
  private static final int MOST_CODE_BITS = MOST_BITS - ESCAPE_BITS;
  private static final int ROW = 1 << MOST_CODE_BITS;
  private static final int LENGTH_BITS = 5;

  /**
   * The lengths of the codes, a for one bit: a line for what each character follows, a column for
   * each character. Optimal for the mean of published lists and of generated names.
   */
  private static final String LENGTHS =
      ""
          + "fededeeeegfddefdhdddffehfghhhhhihhhhedjj"
          + "defecfffegffeedfheeedgffeggggfffggfgddii"
          + "cfefcgggcggfgedfheeffgggfghhghggigghdcjj"
          + "cfeecfggdggegcefhdffegggfgggggggggggedii"
          + "geddefeeegedddgehcddgdehgghihhhiihiigfjj"
          + "dfeeddffdgfffdcfhfeefgfffgggfgfgggggddii"
          + "dffedfffcffffcdfgdfeegfffghhhhhhhhhiddjj"
          + "efcfefeffgfffefdgfccfgefffihhhhhhhhhddjj"
          + "deedfdeeggeceeeehdddfdfgggiiiiijiijifejj"
          + "deeeeeeeeeeeeedefeeeefeeefgggggghgggedii"
          + "dfcfdfffdffefddffddfefffffggggggihhheejj"
          + "cedfcfegchfdgeddgfffehggfgihiiiiiiiieejj"
          + "cfgedgfgdggfffbggdefegggfgiihiiiiiiiddjj"
          + "cgffchfgbggggecghfffdgfgfgihiiiiiiiifejj"
          + "gecefeedeffddeedhcedgffgffiiiiiijijiffjj"
          + "cgefdgfgegfeefdcgfdfdggeegihhhihiihiddjj"
          + "eeeeeeeedeeeeeeeeeeeeeeeeegfgfgghgggeeii"
          + "cfeebfegehggggcdhfgddhhhghiijjijjjijfejj"
          + "cffecgfgdgfffddfhededhfgehiiiiiijiijddjj"
          + "cgdgdegfdhgegceehdceehggfhiiiihiiiiieejj"
          + "dedeeeeefffdefceedddgfggffiiiihiiiiieejj"
          + "cffedfffcgfefddfgdeffffffghhhhhhihhhddjj"
          + "eggfdgggfggfgfdggffffgagfghhhihhhhhheejj"
          + "dfeecfffdffeeedefeeeeffeeegggggggghgeeii"
          + "ceeedeeefffddeefgdddfffeffihhhhhhhhhffjj"
          + "cfeedfffdfeeeeeffeeeeffedehgggggggggeeii"
          + "eeeeeeggghgfggggggfgggggggccdddeeeeeefii"
          + "eeeeeffffhffffffgfeefgfffgdddeeedeeedfii"
          + "eeeeeeggggffffffhfefgffgfgddddedeedeefii"
          + "eeeeeefgggffffffgfffggfgfheddddedddeffii"
          + "eeeeeegfggffffffgfffggggfgeddddededdehii"
          + "eeeeeeggggffffffgfffggfgfgeddddddedeehii"
          + "eeeeeeggfgffffffgfffggggfgedddddddeeehii"
          + "eeeeeeggggffffffgfffgggffgeddddedddeehii"
          + "eeeeeeggggffffffgfffggfgfgedddeeedceehii"
          + "eeeeeeggggffffffgfffggfgfgedddddeeddehii"
          + "effdcheffiededdejddchhffdihhhhhhihhigjjj"
          + "effedgfffgeeeeefhedeggbfegffffffffffjjjj"
          + "djijdejdijedjcddjiibjjejjjjjjjjjjjcjjjjj"
          + "dfeedfffdgfeeedehdddefdgfgggggggggggeeii"
          + "gggfdieigjeeaeeejefdehiihejjjjjjjjjjjjjj";

  private static final byte[] SYMBOL_OF = new byte[1 << Byte.SIZE];

  /** By what it follows and its symbol: the bits of a character, below them their number. */
  private static final int[] CODES = new int[(SYMBOLS + 1) << SYMBOL_BITS];

  /** By what it follows and the next bits: the symbol that they begin with. */
  private static final byte[] SYMBOL_AT = new byte[(SYMBOLS + 1) * ROW];

  static {
    for (int i = 0; i < SYMBOL_OF.length; i++) {
      int symbol = CHARACTERS.indexOf(i);
      SYMBOL_OF[i] = (byte) (symbol < 0 ? ESCAPE : symbol);
    }
    for (int i = 0; i <= SYMBOLS; i++) {
      assign(i);
    }
  }

  private NameCode() {}

  /** What comes of a character, to be what the next one follows. */
  static int symbol(byte character) {
    return SYMBOL_OF[character & 0xff];
  }

  /** The {@link #bits} of a symbol, and their {@link #length}. */
  static int code(int before, int symbol) {
    return CODES[before << SYMBOL_BITS | symbol];
  }

  /** The bits of a character whose symbol has this code. */
  static long bits(int code, byte character) {
    long bits = Integer.toUnsignedLong(code) >>> LENGTH_BITS;
    int length = length(code);
    return length <= MOST_CODE_BITS ? bits : bits | (character & 0xffL) << (length - ESCAPE_BITS);
  }

  static int length(int code) {
    return code & ((1 << LENGTH_BITS) - 1);
  }

  /** The symbol that bits begin with. */
  static int symbolAt(int before, long bits) {
    return SYMBOL_AT[before * ROW + (int) (bits & (ROW - 1))];
  }

  /** The character of a symbol whose bits, so many, are the first of these. */
  static byte character(int symbol, long bits, int length) {
    return symbol == ESCAPE
        ? (byte) (bits >>> (length - ESCAPE_BITS))
        : (byte) CHARACTERS.charAt(symbol);
  }

  /** Codes of each length in the order of the symbols, shorter ones first. */
  private static void assign(int before) {
    int next = 0;
    for (int length = 1; length <= MOST_CODE_BITS; length++) {
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        if (LENGTHS.charAt(before * SYMBOLS + symbol) - 'a' + 1 == length) {
          int code = Integer.reverse(next << (Integer.SIZE - length));
          spread(before, symbol, code, length);
          next++;
        }
      }
      next <<= 1;
    }
  }

  private static void spread(int before, int symbol, int code, int length) {
    for (int i = code; i < ROW; i += 1 << length) {
      SYMBOL_AT[before * ROW + i] = (byte) symbol;
    }
    CODES[before << SYMBOL_BITS | symbol] =
        code << LENGTH_BITS | (symbol == ESCAPE ? length + ESCAPE_BITS : length);
  }
}
