package io.sekisho.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state directory, held by one process at a time and open to its owner alone. */
final class StateLock implements AutoCloseable {
  private static final Set<StandardOpenOption> READ_WRITE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  private static final String FILE = "lock";
  private static final int MAX_PID_TEXT = 20;

  private final FileChannel channel;

  /** Whether a directory is one that is, or was, locked so. */
  static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  private StateLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the directory where it is not there, and locks it.
   *
   * @throws IOException where another process has it, or it cannot be made
   */
  static StateLock take(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      return take(directory, FileChannel.open(directory.resolve(FILE), READ_WRITE));
    } catch (FileSystemException e) {
      throw new IOException("the state directory " + directory + " cannot be used: " + e, e);
    }
  }

  private static StateLock take(Path directory, FileChannel channel) throws IOException {
    if (tryLock(channel) == null) {
      String owner = owner(channel);
      channel.close();
      throw new IOException(
          "the state directory " + directory + " is in use by another sekisho" + owner);
    }
    channel.truncate(0);
    channel.write(StandardCharsets.US_ASCII.encode(Long.toString(ProcessHandle.current().pid())));
    return new StateLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MAX_PID_TEXT);
    channel.read(text, 0);
    String pid = StandardCharsets.US_ASCII.decode(text.flip()).toString();
    return pid.matches("[0-9]+") ? ", process " + pid : "";
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
