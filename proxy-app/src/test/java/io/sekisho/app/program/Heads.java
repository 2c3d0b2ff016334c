package io.sekisho.app.program;

import java.io.IOException;
import java.io.InputStream;

/** Header sections as they stand on the wire. */
final class Heads {
  private Heads() {}

  /** Reads to the empty line and no further. */
  static String read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("it ended within " + head);
      }
      head.append((char) b);
    }
    return head.toString();
  }
}
