package io.sekisho.rules.match.name;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A host in lower case and without a dot at its end, however a client sent it; one that is longer
 * than a name can be is empty. Of each character there is only the low byte. Used again and again
 * by one thread.
 */
final class HostText implements CharSequence {
  static final int MOST_CHARACTERS = 253;

  /** A text begins behind so many bytes, so that a word can be read that ends with any of it. */
  static final int BEFORE = Long.BYTES;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x7f7f_7f7f_7f7f_7f7fL;
  private static final long TO_HIGH_BIT_FROM_A = 0x3f3f_3f3f_3f3f_3f3fL;
  private static final long TO_HIGH_BIT_BEYOND_Z = 0x2525_2525_2525_2525L;
  private static final long DOTS = 0x2e2e_2e2e_2e2e_2e2eL;

  private final byte[] room = new byte[BEFORE + MOST_CHARACTERS + 1 + Long.BYTES];
  private CharSequence source = this;

  /** Where the host is as it was sent: from {@code base} on. */
  private byte[] bytes = room;

  private int base = BEFORE;
  private int length;
  private boolean isFolded;

  void set(CharSequence host) {
    source = host;
    int count = host.length();
    if (count > MOST_CHARACTERS + 1) {
      begin(0);
    } else {
      keep();
      copy(host, count);
      begin(count);
    }
  }

  /** To what is there in ASCII, and must stay there while this is asked. */
  void set(byte[] host, int from, int to) {
    source = this;
    int count = to - from;
    if (count > MOST_CHARACTERS + 1) {
      begin(0);
    } else if (from >= BEFORE) {
      bytes = host;
      base = from;
      begin(count);
    } else {
      keep();
      System.arraycopy(host, from, room, BEFORE, count);
      begin(count);
    }
  }

  /** To what is there from its last character to its first. */
  void setReversed(byte[] reversed, int from, int count) {
    source = this;
    keep();
    for (int i = 0; i < count; i++) {
      room[BEFORE + count - 1 - i] = reversed[from + i];
    }
    begin(count);
  }

  private void begin(int count) {
    length = count > 0 && bytes[base + count - 1] == '.' ? count - 1 : count;
    if (length > MOST_CHARACTERS) {
      length = 0;
    }
    isFolded = false;
  }

  private void keep() {
    bytes = room;
    base = BEFORE;
  }

  @SuppressWarnings("deprecation") // of a method that takes the low byte of each character
  private void copy(CharSequence host, int count) {
    if (host instanceof String string) {
      string.getBytes(0, count, room, BEFORE);
      return;
    }
    for (int i = 0; i < count; i++) {
      room[BEFORE + i] = (byte) host.charAt(i);
    }
  }

  /** Whether the low bytes are all there is. Where they are not, nothing can match. */
  boolean isFaithful() {
    if (source == this) {
      return true;
    }
    for (int i = 0; i < source.length(); i++) {
      if (source.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }

  /** The array that has the host as it was sent, from {@link #base} on. */
  byte[] array() {
    return bytes;
  }

  int base() {
    return base;
  }

  /** The eight characters before a place, in lower case, the first of them in the lowest place. */
  long wordBefore(int at) {
    return lowerCase((long) WORD.get(bytes, base + at - Long.BYTES));
  }

  /** The upper bits of a word, fewer than all of them. */
  static long last(long word, int bits) {
    return word >>> (Long.SIZE - 1 - bits) >>> 1;
  }

  /**
   * The highest bit of each byte that is a dot, in the word before a place: that is how many
   * characters are left. The host is as if it began behind a dot.
   */
  static long dots(long word, int charactersLeft) {
    long other = word ^ DOTS;
    long dots = ~(((other & LOW_BITS) + LOW_BITS) | other | LOW_BITS);
    int half = Math.min(charactersLeft, 15) << 2;
    return dots | Long.MIN_VALUE >>> half >>> half;
  }

  private static long lowerCase(long word) {
    long bits = word & LOW_BITS;
    long fromA = bits + TO_HIGH_BIT_FROM_A;
    long beyondZ = bits + TO_HIGH_BIT_BEYOND_Z;
    return word | ((fromA ^ beyondZ) & ~word & ~LOW_BITS) >>> 2;
  }

  /** An array that has it in lower case, behind {@link #BEFORE} bytes. */
  byte[] folded() {
    if (!isFolded) {
      if (bytes != room) {
        System.arraycopy(bytes, base, room, BEFORE, length);
        keep();
      }
      for (int i = BEFORE; i < BEFORE + length; i += Long.BYTES) {
        WORD.set(room, i, lowerCase((long) WORD.get(room, i)));
      }
      isFolded = true;
    }
    return room;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return (char) (folded()[BEFORE + index] & 0xff);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return toString().substring(start, end);
  }

  @Override
  public String toString() {
    return new String(folded(), BEFORE, length, StandardCharsets.ISO_8859_1);
  }
}
