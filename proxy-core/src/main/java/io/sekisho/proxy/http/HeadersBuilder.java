package io.sekisho.proxy.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts a section together, from fields of another one and from new ones. */
final class HeadersBuilder {
  static final int COLON_SPACE = ':' << 8 | ' ';
  static final int CR_LF = '\r' << 8 | '\n';

  private static final int USUAL_FIELD = 48;

  private byte[] bytes;
  private int[] spans;
  private int end;
  private int size;

  /**
   * An empty section.
   *
   * @param fields about how many there will be
   */
  HeadersBuilder(int fields) {
    this.bytes = new byte[fields * USUAL_FIELD];
    this.spans = new int[fields * Headers.SPAN];
  }

  /** Adds a field; name and value are Latin-1, and valid. */
  HeadersBuilder add(String name, String value) {
    begin(name.length(), value.length());
    append(name);
    append(value);
    return this;
  }

  private void append(String text) {
    byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(latin1, 0, bytes, end, latin1.length);
    end += latin1.length;
  }

  void add(byte[] from, int nameStart, int nameEnd, int valueStart, int valueEnd) {
    begin(nameEnd - nameStart, valueEnd - valueStart);
    append(from, nameStart, nameEnd);
    append(from, valueStart, valueEnd);
  }

  private void append(byte[] from, int start, int to) {
    System.arraycopy(from, start, bytes, end, to - start);
    end += to - start;
  }

  private void begin(int nameLength, int valueLength) {
    if (end + nameLength + valueLength > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + nameLength + valueLength);
    }
    int span = size * Headers.SPAN;
    if (span == spans.length) {
      spans = Arrays.copyOf(spans, 2 * spans.length + Headers.SPAN);
    }
    spans[span] = end;
    spans[span + 1] = end + nameLength;
    spans[span + 2] = end + nameLength;
    spans[span + 3] = end + nameLength + valueLength;
    size++;
  }

  /** What was added; the builder is of no more use then. */
  Headers build() {
    return new Headers(bytes, spans, size);
  }
}
