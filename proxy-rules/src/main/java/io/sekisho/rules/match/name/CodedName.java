package io.sekisho.rules.match.name;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A name by {@link NameCode}, from its last character to its first. Used again and again. */
final class CodedName {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** As many pending bits as leave room for a character in a word. */
  private static final int MOST_PENDING = Long.SIZE - NameCode.MOST_BITS;

  private final byte[] bytes =
      new byte[HostWalk.MOST_CHARACTERS * NameCode.MOST_BITS / Byte.SIZE + 2 * Long.BYTES];
  private final int[] ends = new int[HostWalk.MOST_CHARACTERS + 1];
  private int count;

  /** Codes the name between two places of an array, beginning at its end. */
  void set(byte[] text, int from, int to) {
    long pending = 0;
    int bits = 0;
    int at = 0;
    int before = NameCode.START;
    count = 0;
    for (int i = to - 1; i >= from; i--) {
      int code = NameCode.code(before, text[i]);
      pending |= NameCode.bits(code) << bits;
      bits += NameCode.length(code);
      ends[++count] = at * Byte.SIZE + bits;
      if (bits >= MOST_PENDING) {
        WORD.set(bytes, at, pending);
        at += bits >>> 3;
        pending >>>= bits & ~7;
        bits &= 7;
      }
      before = NameCode.symbol(text[i]);
    }
    WORD.set(bytes, at, pending);
  }

  /** The bits from there on, of which {@link BitStore#MOST_AT_ONCE} are sure to be. */
  long get(int from) {
    return (long) WORD.get(bytes, from >>> 3) >>> (from & 7);
  }

  /** Where the bits of so many characters end. */
  int end(int characters) {
    return ends[characters];
  }

  /** How many characters, all of them whole, there are in so many bits; at least {@code least}. */
  int characters(int inBits, int least) {
    int characters = least;
    while (characters < count && ends[characters + 1] <= inBits) {
      characters++;
    }
    return characters;
  }

  void copyTo(BitStore target, int from, int to) {
    for (int at = from; at < to; at += BitStore.MOST_AT_ONCE) {
      int bits = Math.min(BitStore.MOST_AT_ONCE, to - at);
      target.add(get(at) & ((1L << bits) - 1), bits);
    }
  }
}
