package io.sekisho.app.feeds.posted;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * The changes of one feed that were accepted, the oldest first, each a line of JSON in a file to
 * which lines are only added; without a file there was none. For one thread.
 */
public final class ChangeLog {
  private static final int CHUNK = 1 << 16;

  /** A log of fewer entries is not worth writing anew. */
  private static final int FEW = 1_000;

  private final Path file;
  private long end;
  private long entries;
  private long entriesAtFirst;

  public ChangeLog(Path file) {
    this.file = file;
  }

  public Path file() {
    return file;
  }

  /**
   * Hands on every change. A line that makes no sense is passed over, and nothing is written. Where
   * it fails, this goes on from where it was.
   */
  public LogReading read(Consumer<PostedChange> changes) throws IOException {
    LogPass pass = new LogPass(changes);
    LogReading reading = read(pass);
    end = pass.end();
    entries = pass.entries();
    entriesAtFirst = entries;
    return reading;
  }

  private LogReading read(LogPass pass) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return pass.read(in);
    } catch (NoSuchFileException e) {
      return new LogReading(0, false);
    }
  }

  /** Makes an empty file where there is none. */
  public void create() throws IOException {
    if (isAbsent()) {
      open().close();
      forceDirectory();
    }
  }

  public boolean isAbsent() {
    return Files.notExists(file);
  }

  /** Whether some of what this has left there is gone. */
  public boolean isShorter() throws IOException {
    try {
      return Files.size(file) < end;
    } catch (NoSuchFileException e) {
      return end > 0;
    }
  }

  /** Takes away what is behind the last whole line. */
  public void cut() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(end);
      channel.force(true);
    }
  }

  /** Puts a copy of the file beside it, so that what makes no sense in it is not lost. */
  public Path setAside() throws IOException {
    Path aside = beside(".damaged");
    return Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Adds a change, which is on disk when this returns. Where it fails nothing is added.
   *
   * @throws IOException also where somebody has made the file shorter, or taken it away
   */
  public void append(PostedChange change) throws IOException {
    ByteBuffer line = ByteBuffer.wrap(ChangeWriter.line(change));
    int length = line.remaining();
    boolean first = end == 0;
    try (FileChannel channel = open()) {
      write(line, channel);
    }
    if (first) {
      forceDirectory();
    }
    end += length;
    entries += change.size();
  }

  /** A file that had anything in it is not made again. */
  private FileChannel open() throws IOException {
    return end > 0
        ? FileChannel.open(file, StandardOpenOption.WRITE)
        : FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
  }

  private void write(ByteBuffer line, FileChannel channel) throws IOException {
    if (channel.size() < end) {
      throw new IOException(file + " is shorter than it was left");
    }
    try {
      channel.truncate(end).position(end);
      while (line.hasRemaining()) {
        int unused = channel.write(line);
      }
      channel.force(true);
    } catch (IOException e) {
      channel.truncate(end);
      throw e;
    }
  }

  /** Whether the file is as this has left it. */
  public boolean isAsLeft() {
    try {
      return Files.size(file) == end;
    } catch (IOException e) {
      return end == 0;
    }
  }

  /** Whether it may have grown to more than twice what it has to hold. */
  public boolean hasGrown() {
    return entries > FEW && entries > 2 * entriesAtFirst;
  }

  /** Whether it has more than twice so many entries. */
  public boolean isMoreThanTwice(long needed) {
    return entries > 2 * needed;
  }

  /** Puts the fewest changes that lead to the same in the place of all. */
  public void rewrite(PostedEntries kept) throws IOException {
    Path next = beside(".new");
    long length = 0;
    try (FileOutputStream out = new FileOutputStream(next.toFile());
        BufferedOutputStream buffered = new BufferedOutputStream(out, CHUNK)) {
      for (PostedChange change : kept.changes()) {
        byte[] line = ChangeWriter.line(change);
        buffered.write(line);
        length += line.length;
      }
      buffered.flush();
      out.getFD().sync();
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    end = length;
    entries = kept.all().size();
    entriesAtFirst = entries;
    forceDirectory();
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private void forceDirectory() throws IOException {
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
