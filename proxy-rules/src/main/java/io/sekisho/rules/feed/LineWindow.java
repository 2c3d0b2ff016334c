package io.sekisho.rules.feed;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The next bytes of a text, whose beginning is that of a line. For one thread. */
final class LineWindow {
  static final int BYTES = 1 << 18;

  private final InputStream text;
  private final byte[] buffer = new byte[BYTES];
  private int start;
  private int end;
  private int lines;
  private boolean atEnd;

  LineWindow(InputStream text) {
    this.text = text;
  }

  /** Has as many bytes there as there is room for. */
  void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    while (!atEnd && end < buffer.length) {
      int read = text.read(buffer, end, buffer.length - end);
      atEnd = read < 0;
      end += Math.max(0, read);
    }
  }

  boolean isEmpty() {
    return start == end;
  }

  /** How many lines were passed. */
  int lines() {
    return lines;
  }

  /** Passes the whole lines that both begin with; whether there are any. */
  boolean passCommon(LineWindow other) {
    int length = Math.min(end - start, other.end - other.start);
    int mismatch =
        Arrays.mismatch(
            buffer, start, start + length, other.buffer, other.start, other.start + length);
    boolean same = mismatch < 0 && atEnd && other.atEnd && end - start == other.end - other.start;
    int common = same ? length : lastLineEnd(mismatch < 0 ? length : mismatch);
    pass(common);
    other.pass(common);
    return common > 0;
  }

  private int lastLineEnd(int length) {
    int at = start + length;
    while (at > start && buffer[at - 1] != '\n') {
      at--;
    }
    return at - start;
  }

  private void pass(int bytes) {
    for (int i = start; i < start + bytes; i++) {
      lines += buffer[i] == '\n' ? 1 : 0;
    }
    start += bytes;
  }

  /** The lines in the window, at most so many, with their ends; the text's last may have none. */
  byte[][] peek(int most) {
    byte[][] found = new byte[most][];
    int count = 0;
    int at = start;
    while (count < most && at < end) {
      int next = at;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      if (next == end && !atEnd) {
        break;
      }
      found[count++] = Arrays.copyOfRange(buffer, at, Math.min(end, next + 1));
      at = next + 1;
    }
    return Arrays.copyOf(found, count);
  }

  /** Whether so many of the lines are all that is left of the text. */
  boolean endsBehind(byte[][] peeked) {
    int bytes = 0;
    for (byte[] line : peeked) {
      bytes += line.length;
    }
    return atEnd && bytes == end - start;
  }

  /** Passes one line of that length. */
  void passLine(byte[] line) {
    lines++;
    start += line.length;
  }
}
