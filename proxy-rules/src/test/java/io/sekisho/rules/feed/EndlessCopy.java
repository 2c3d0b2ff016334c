package io.sekisho.rules.feed;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A copy of any length that is nowhere as a whole: one record after the other, each with a number
 * of its own in the place of {@code ########}.
 */
final class EndlessCopy extends InputStream {
  private static final String NUMBER = "########";
  private static final int LOOKS = 8;

  private final byte[] record;
  private final byte[] end;
  private final int number;
  private final Runnable look;
  private final long step;
  private long left;
  private byte[] piece;
  private int at;
  private int count;

  /**
   * A copy.
   *
   * @param length of all records together, at least
   * @param look is called after each eighth of it
   */
  EndlessCopy(String begin, String record, String end, long length, Runnable look) {
    this.record = record.getBytes(StandardCharsets.UTF_8);
    this.number = record.indexOf(NUMBER);
    this.end = end.getBytes(StandardCharsets.UTF_8);
    this.left = length;
    this.look = look;
    this.step = length / LOOKS;
    this.piece = begin.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) {
    int done = 0;
    while (done < length && (at < piece.length || next())) {
      int part = Math.min(length - done, piece.length - at);
      System.arraycopy(piece, at, into, from + done, part);
      at += part;
      done += part;
    }
    return done == 0 && length > 0 ? -1 : done;
  }

  private boolean next() {
    if (piece == end) {
      return false;
    }
    at = 0;
    piece = left > 0 ? numbered() : end;
    long before = left;
    left -= piece.length;
    if (before / step != left / step) {
      look.run();
    }
    return true;
  }

  private byte[] numbered() {
    int rest = count++;
    for (int i = number + NUMBER.length() - 1; i >= number; i--) {
      record[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return record;
  }

  /** How many records were read so far, or begun. */
  int records() {
    return count;
  }
}
