package io.sekisho.rules.match.name;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A name by {@link NameCode}, from its last character to its first: a bit that is 1 for an exact
 * name, then the bits of its characters, then a 1 and zeros to the end of a byte. So different
 * names have different bytes. Used again and again.
 */
final class CodedName {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** What comes before the characters. */
  static final int EXTENT_BITS = 1;

  private static final int MOST_BITS = EXTENT_BITS + HostWalk.MOST_CHARACTERS * NameCode.MOST_BITS;

  private final byte[] bytes = new byte[MOST_BITS / Byte.SIZE + 3 * Long.BYTES];
  private final int[] ends = new int[HostWalk.MOST_CHARACTERS + 1];

  CodedName() {
    ends[0] = EXTENT_BITS;
  }

  /** Codes the name between two places of an array, beginning at its end. */
  void set(byte[] text, int from, int to) {
    long pending = 0;
    int bits = EXTENT_BITS;
    int at = 0;
    int before = NameCode.START;
    int count = 0;
    int i = to - 1;
    for (; i > from; i -= 2) { // two at a time, since one waits for where the one before ended
      int symbol = NameCode.symbol(text[i]);
      int next = NameCode.symbol(text[i - 1]);
      int code = NameCode.code(before, symbol);
      int nextCode = NameCode.code(symbol, next);
      int length = NameCode.length(code);
      long both = NameCode.bits(code, text[i]) | NameCode.bits(nextCode, text[i - 1]) << length;
      pending |= both << bits;
      bits += length;
      ends[count + 1] = at * Byte.SIZE + bits;
      bits += NameCode.length(nextCode);
      count += 2;
      ends[count] = at * Byte.SIZE + bits;
      WORD.set(bytes, at, pending); // each time, since a branch here is guessed wrong too often
      at += bits >>> 3;
      pending >>>= bits & ~7;
      bits &= 7;
      before = next;
    }
    if (i == from) {
      int code = NameCode.code(before, NameCode.symbol(text[i]));
      pending |= NameCode.bits(code, text[i]) << bits;
      ends[count + 1] = at * Byte.SIZE + bits + NameCode.length(code);
    }
    WORD.set(bytes, at, pending);
  }

  /** Where the bits of so many characters end. */
  int end(int characters) {
    return ends[characters];
  }

  /** How many bytes a name has whose characters end there. */
  static int bytes(int end) {
    return (end >>> 3) + 1;
  }

  /** Whether the bytes there are the name of so many characters, and as far. */
  boolean isAt(ByteBuffer names, int at, int count, int characters, Extent extent) {
    int end = ends[characters];
    if (count != bytes(end)) {
      return false;
    }
    long different = exact(extent);
    int word = 0;
    for (; word + Long.SIZE <= end; word += Long.SIZE) {
      different ^= names.getLong(at + (word >>> 3)) ^ word(word);
      if (different != 0) {
        return false;
      }
    }
    int rest = end - word;
    different ^= names.getLong(at + (word >>> 3)) ^ tail(word, rest);
    return different << (Long.SIZE - Byte.SIZE - (rest & ~7)) == 0;
  }

  /** So many bits from there on, then a 1. */
  private long tail(int from, int bits) {
    return (word(from) & ((1L << bits) - 1)) | 1L << bits;
  }

  private long word(int from) {
    return (long) WORD.get(bytes, from >>> 3);
  }

  private static int exact(Extent extent) {
    return switch (extent) {
      case SUB_TREE -> 0;
      case EXACT -> 1;
    };
  }

  /** Adds the bytes of a name of so many characters. */
  void copyTo(BitStore target, int characters, Extent extent) {
    int end = ends[characters];
    target.add(exact(extent), EXTENT_BITS);
    for (int from = EXTENT_BITS; from < end; from += BitStore.MOST_AT_ONCE) {
      int bits = Math.min(BitStore.MOST_AT_ONCE, end - from);
      target.add(word(from) >>> (from & 7) & ((1L << bits) - 1), bits);
    }
    target.add(1, Byte.SIZE - (end & 7));
  }
}
