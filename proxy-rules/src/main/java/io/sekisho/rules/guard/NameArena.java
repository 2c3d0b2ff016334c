package io.sekisho.rules.guard;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Canonical names, one byte a character, end to end in one array. */
final class NameArena {
  private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

  private byte[] bytes = new byte[256];
  private int[] ends = new int[16];
  private int count;

  int count() {
    return count;
  }

  /**
   * Adds a name as number {@link #count()}.
   *
   * @throws IllegalStateException where the names would fill more than 2 GiB
   */
  void add(String name) {
    int from = start(count);
    long end = (long) from + name.length();
    if (end > MAX_BYTES) {
      throw new IllegalStateException("a feed's names fill more than " + MAX_BYTES + " bytes");
    }
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(end, bytes.length * 3L / 2)));
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, Growth.next(count));
    }
    byte[] ascii = name.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(ascii, 0, bytes, from, ascii.length);
    ends[count++] = (int) end;
  }

  /** Whether name {@code number} is {@code text} from {@code from} to its end. */
  boolean equals(int number, String text, int from) {
    int at = start(number);
    int length = ends[number] - at;
    if (length != text.length() - from) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != text.charAt(from + i)) {
        return false;
      }
    }
    return true;
  }

  String text(int number) {
    int at = start(number);
    return new String(bytes, at, ends[number] - at, StandardCharsets.ISO_8859_1);
  }

  long bytes() {
    return bytes.length + (long) Integer.BYTES * ends.length;
  }

  void trim() {
    bytes = Arrays.copyOf(bytes, start(count));
    ends = Arrays.copyOf(ends, count);
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }
}
