package io.sekisho.rules.feed.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a copy: UTF-8 with or without a byte order mark, ended by LF, CR LF, CR or the end
 * of the copy. Lines are cut from one buffer, since the JDK's readers decode every byte twice.
 */
final class FeedLines {
  /** Longest line that is read, in bytes; of a longer one only the beginning is given. */
  static final int MAX_LINE = 64 * 1024;

  private static final int BUFFER = 4 * MAX_LINE;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final InputStream copy;
  private final byte[] buffer = new byte[BUFFER];
  private int start;
  private int end;
  private int number;
  private boolean atEnd;

  FeedLines(InputStream copy) {
    this.copy = copy;
  }

  /** The next line; null after the last. */
  @Nullable FeedLine next() throws IOException {
    if (number == 0) {
      skipByteOrderMark();
    }
    int at = start;
    byte seen = 0;
    while (true) {
      while (at < end) {
        byte b = buffer[at];
        if (b == '\n' || b == '\r') {
          return line(at, seen);
        }
        seen |= b;
        at++;
      }
      int scanned = at - start;
      if (scanned > MAX_LINE) {
        return tooLong();
      }
      if (!fill()) {
        return scanned == 0 ? null : line(end, seen);
      }
      at = start + scanned;
    }
  }

  private FeedLine line(int to, byte seen) throws IOException {
    boolean indented = start < to && isSpace(buffer[start]);
    FeedLine line =
        new FeedLine(
            ++number,
            text(start, to, seen),
            indented ? FeedLine.Start.INDENTED : FeedLine.Start.AT_EDGE);
    start = to;
    skipLineEnd();
    return line;
  }

  /** Decodes {@code buffer[from, to)} without the white space at its edges. */
  private String text(int from, int to, byte seen) {
    int first = from;
    int last = to;
    while (first < last && isSpace(buffer[first])) {
      first++;
    }
    while (first < last && isSpace(buffer[last - 1])) {
      last--;
    }
    return new String(
        buffer,
        first,
        last - first,
        seen >= 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }

  /** Gives a piece that is longer than a line may be, and drops the rest of the line. */
  private FeedLine tooLong() throws IOException {
    FeedLine line = new FeedLine(++number, text(start, end, (byte) 0) + " ".repeat(MAX_LINE));
    do {
      start = lineEnd();
    } while (start == end && fill());
    skipLineEnd();
    return line;
  }

  private int lineEnd() {
    int at = start;
    while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
      at++;
    }
    return at;
  }

  private void skipLineEnd() throws IOException {
    if (start < end
        && buffer[start++] == '\r'
        && (start < end || fill())
        && buffer[start] == '\n') {
      start++;
    }
  }

  private void skipByteOrderMark() throws IOException {
    while (end - start < BYTE_ORDER_MARK.length && fill()) {}
    int length = Math.min(end, BYTE_ORDER_MARK.length);
    if (Arrays.equals(buffer, 0, length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
      start = length;
    }
  }

  /** Moves what is left to the front and reads more behind it; false at the end of the copy. */
  private boolean fill() throws IOException {
    if (atEnd) {
      return false;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    int read = copy.read(buffer, end, buffer.length - end);
    atEnd = read < 0;
    end += Math.max(read, 0);
    return !atEnd;
  }
}
