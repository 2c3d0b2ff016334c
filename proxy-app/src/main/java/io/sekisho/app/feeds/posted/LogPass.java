package io.sekisho.app.feeds.posted;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** One reading of a log from its beginning: what it counts is true once it is through. */
final class LogPass {
  /** Longest line: what may be posted at once is shorter. */
  private static final int LONGEST_LINE = 16 << 20;

  private static final int CHUNK = 1 << 16;

  private final Consumer<PostedChange> changes;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(CHUNK);
  private long length;
  private long end;
  private long entries;
  private int damaged;

  LogPass(Consumer<PostedChange> changes) {
    this.changes = changes;
  }

  LogReading read(InputStream in) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      take(chunk, read);
    }
    return new LogReading(damaged, length > end);
  }

  private void take(byte[] chunk, int read) {
    int from = 0;
    for (int at = 0; at < read; at++) {
      if (chunk[at] == '\n') {
        add(chunk, from, at);
        length += at + 1 - from;
        damaged += isRead() ? 0 : 1;
        line.reset();
        end = length;
        from = at + 1;
      }
    }
    add(chunk, from, read);
    length += read - from;
  }

  /** Of a line that is too long only the beginning is taken, which makes no sense. */
  private void add(byte[] chunk, int from, int to) {
    line.write(chunk, from, Math.min(to - from, LONGEST_LINE - line.size()));
  }

  private boolean isRead() {
    try {
      PostedChange change = ChangeReader.kept(line.toByteArray());
      entries += change.size();
      changes.accept(change);
      return true;
    } catch (ChangeFault e) {
      return false;
    }
  }

  /** Where the last whole line ends. */
  long end() {
    return end;
  }

  long entries() {
    return entries;
  }
}
