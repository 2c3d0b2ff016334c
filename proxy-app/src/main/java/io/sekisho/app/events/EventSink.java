package io.sekisho.app.events;

import java.io.Closeable;
import java.io.IOException;

/** Where event lines go. Used by one thread; holds nothing before the first write. */
public interface EventSink extends Closeable {

  /**
   * Writes whole lines, or throws and has written none of them that a reader would keep.
   *
   * @throws IOException where the lines can be written again later
   */
  void write(byte[] lines) throws IOException;
}
