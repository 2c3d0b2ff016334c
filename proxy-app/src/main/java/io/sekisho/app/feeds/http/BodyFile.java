package io.sekisho.app.feeds.http;

import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.feed.FeedFault;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a body into a file of the owner's alone, decoded and bounded. */
final class BodyFile {
  /** How many times its size on the way a body may have decoded. */
  static final int MAX_RATIO = 200;

  /** Up to this size any ratio will do. */
  static final int RATIO_COUNTS_FROM = 1 << 20;

  private static final int BUFFER = 1 << 16;
  private static final Set<StandardOpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path file;

  BodyFile(Path file) {
    this.file = file;
  }

  /** Reads the body to its end, so that one that is cut short fails here. */
  void write(InputStream body, ContentCoding coding) throws IOException {
    Files.deleteIfExists(file);
    Counting received = new Counting(body);
    try (FileChannel channel = FileChannel.open(file, NEW, ownerOnly())) {
      copy(coding.decode(received), received, Channels.newOutputStream(channel));
      received.transferTo(OutputStream.nullOutputStream());
      force(channel);
    }
  }

  private static void force(FileChannel channel) throws DownloadFault {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw notStored(e);
    }
  }

  /** What our disk cannot take is no fault of the server's. */
  static void store(byte[] buffer, int length, OutputStream out) throws DownloadFault {
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw notStored(e);
    }
  }

  private static DownloadFault notStored(IOException e) {
    return new DownloadFault(FeedFault.UNREADABLE, "cannot be stored: " + e);
  }

  private static void copy(InputStream decoded, Counting received, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long written = 0;
    for (int read = decoded.read(buffer); read >= 0; read = decoded.read(buffer)) {
      written += read;
      long most = Math.max(RATIO_COUNTS_FROM, received.count * MAX_RATIO);
      if (written > Math.min(FeedCopy.MAX_BYTES, most)) {
        throw new DownloadFault(
            FeedFault.TOO_LARGE, "sent something that unpacks to more than " + most + " bytes");
      }
      store(buffer, read, out);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Counts what comes in, and bounds it. */
  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = in.read(into, from, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int more) throws DownloadFault {
      count += more;
      if (count > FeedCopy.MAX_BYTES) {
        throw tooLarge();
      }
    }
  }

  static DownloadFault tooLarge() {
    return new DownloadFault(
        FeedFault.TOO_LARGE, "sent more than " + FeedCopy.MAX_BYTES + " bytes");
  }
}
