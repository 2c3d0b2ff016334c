package io.sekisho.app.events;

import io.sekisho.app.config.EventSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines that is set aside as {@code file.1}, {@code file.2} and so on when it is full,
 * the oldest being deleted. Only its owner can read it. It is opened at the first write, and again
 * after a failure, so that a full disk or a lost directory heals without a restart.
 */
public final class RotatedFile implements EventSink {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final byte[] END_OF_LINE = {'\n'};

  private final Path file;
  private final long maxSize;
  private final int kept;
  private @Nullable FileChannel channel;

  /**
   * @param maxSize in bytes
   * @param kept how many files that were set aside stay
   */
  public RotatedFile(Path file, long maxSize, int kept) {
    this.file = file.toAbsolutePath();
    this.maxSize = maxSize;
    this.kept = kept;
  }

  public static RotatedFile of(EventSettings settings) {
    return new RotatedFile(settings.file(), settings.maxFileSize(), settings.keepFiles());
  }

  @Override
  public void write(byte[] lines) throws IOException {
    FileChannel open = channel == null ? open() : channel;
    channel = open;
    if (open.size() > 0 && open.size() + lines.length > maxSize) {
      open = rotate(open);
    }
    append(open, lines);
  }

  /** Where only a part could be written, that part is taken back, so that no line is torn. */
  private void append(FileChannel open, byte[] bytes) throws IOException {
    long whole = open.size();
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        open.write(rest);
      }
    } catch (IOException e) {
      open.truncate(whole);
      close();
      throw e;
    }
  }

  private FileChannel open() throws IOException {
    Path directory = file.getParent();
    if (directory != null) {
      Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
    }
    FileChannel opened =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            OWNER_ONLY);
    endTornLine(opened);
    return opened;
  }

  /** A process that was killed may have left a line without its end. */
  private void endTornLine(FileChannel opened) throws IOException {
    long size = opened.size();
    opened.position(size);
    ByteBuffer last = ByteBuffer.allocate(1);
    if (size > 0 && opened.read(last, size - 1) == 1 && last.get(0) != '\n') {
      append(opened, END_OF_LINE);
    }
  }

  private FileChannel rotate(FileChannel full) throws IOException {
    full.close();
    channel = null;
    for (int number = kept; number > 1; number--) {
      moveIfThere(aside(number - 1), aside(number));
    }
    moveIfThere(file, aside(1));
    FileChannel fresh = open();
    channel = fresh;
    return fresh;
  }

  private static void moveIfThere(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path aside(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
