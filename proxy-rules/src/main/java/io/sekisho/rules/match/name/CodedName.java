package io.sekisho.rules.match.name;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Text as units of {@link NameCode}, from its last character to its first. Used again and again.
 */
final class CodedName {
  private static final VarHandle UNIT =
      MethodHandles.byteArrayViewVarHandle(char[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** What the last characters are multiplied by, by how many there are behind whole units. */
  private static final int[] FIRST_WEIGHT = {0, 1, 1};

  private static final int[] SECOND_WEIGHT = {0, 0, NameCode.SECOND};

  private static final int WORD_UNITS = Long.BYTES / Character.BYTES;
  private static final int LAST = (1 << Character.SIZE) - 1;

  private final byte[] units =
      new byte[units(HostText.MOST_CHARACTERS) * Character.BYTES + Long.BYTES];

  private byte[] text = {};
  private int base;
  private int to;
  private boolean isForeign;

  /**
   * Codes the text between two places, which are counted from a place of an array that has two
   * bytes more before it.
   */
  void set(byte[] array, int origin, int from, int end) {
    text = array;
    base = origin;
    to = end;
    int foreign = 0;
    int at = 0;
    int first = origin + from;
    int i = origin + end;
    for (; i - NameCode.PER_UNIT >= first; i -= NameCode.PER_UNIT) {
      int last = NameCode.number(array[i - 1]);
      int middle = NameCode.number(array[i - 2]);
      int three = NameCode.number(array[i - 3]);
      foreign |= last - 1 | middle - 1 | three - 1;
      UNIT.set(units, at, (char) (last + NameCode.SECOND * middle + NameCode.THIRD * three));
      at += Character.BYTES;
    }
    int left = i - first; // no branch, which would be guessed wrong too often
    int one = NameCode.number(array[i - 1]) * FIRST_WEIGHT[left];
    int two = NameCode.number(array[i - 2]) * SECOND_WEIGHT[left];
    foreign |= one - Math.min(left, 1) | two - (left >>> 1);
    UNIT.set(units, at, (char) (one + two));
    isForeign = foreign < 0;
  }

  /** How many units so many characters have. */
  static int units(int characters) {
    return (characters + NameCode.PER_UNIT - 1) / NameCode.PER_UNIT;
  }

  /** Whether any character from a place on has no number. */
  boolean isForeignFrom(int since) {
    if (isForeign) {
      for (int i = to - 1; i >= since; i--) {
        if (NameCode.number(text[base + i]) == NameCode.FOREIGN) {
          return true;
        }
      }
    }
    return false;
  }

  /** How many characters there are from a place on. */
  int charactersFrom(int since) {
    return to - since;
  }

  /** Whether what lies there is the units of the last so many characters. */
  boolean isAt(ByteBuffer names, int start, int characters) {
    int left = units(characters);
    int at = 0;
    for (; left > WORD_UNITS; left -= WORD_UNITS) {
      if (names.getLong(start + at) != (long) WORD.get(units, at)) {
        return false;
      }
      at += Long.BYTES;
    }
    if (left == 0) {
      return true;
    }
    int lastAt = (left - 1) * Character.SIZE;
    long word = (long) WORD.get(units, at);
    long last = NameCode.prefix((int) (word >>> lastAt) & LAST, charactersOfLast(characters));
    long wanted = (word & ~(-1L << lastAt)) | last << lastAt;
    return (names.getLong(start + at) ^ wanted) << (Long.SIZE - Character.SIZE - lastAt) == 0;
  }

  /** Copies the units of the last so many characters out. */
  void copyTo(byte[] target, int start, int characters) {
    int bytes = units(characters) * Character.BYTES;
    System.arraycopy(units, 0, target, start, bytes);
    if (bytes > 0) {
      int last = start + bytes - Character.BYTES;
      int unit = (char) UNIT.get(target, last);
      UNIT.set(target, last, (char) NameCode.prefix(unit, charactersOfLast(characters)));
    }
  }

  /** How many units so many bytes are. */
  static int unitsOfBytes(int characters) {
    return (characters + 1) / Character.BYTES;
  }

  /** Whether what lies there is the bytes of the last so many characters. */
  boolean areBytesAt(ByteBuffer names, int start, int characters) {
    for (int i = 0; i < characters; i++) {
      if (names.get(start + i) != lowerCase(i)) {
        return false;
      }
    }
    return (characters & 1) == 0 || names.get(start + characters) == 0;
  }

  /** Copies the bytes of the last so many characters out, with a zero to the end of a unit. */
  void copyBytesTo(byte[] target, int start, int characters) {
    for (int i = 0; i < characters; i++) {
      target[start + i] = lowerCase(i);
    }
    target[start + characters] = 0;
  }

  private byte lowerCase(int fromEnd) {
    return NameByte.lowerCase(text[base + to - 1 - fromEnd]);
  }

  private static int charactersOfLast(int characters) {
    return (characters - 1) % NameCode.PER_UNIT + 1;
  }
}
