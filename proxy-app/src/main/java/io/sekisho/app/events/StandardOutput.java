package io.sekisho.app.events;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** The process's standard output, without {@link System#out}'s habit of hiding failures. */
public final class StandardOutput implements EventSink {
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

  @Override
  public void write(byte[] lines) throws IOException {
    out.write(lines);
  }

  /** Leaves the descriptor open: it is not ours alone. */
  @Override
  public void close() {}
}
