package io.sekisho.rules.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.ZipException;

/**
 * The unpacked bytes of a copy, bounded: reading on past a bound throws {@link
 * CopyTooLargeException}, so that a small file cannot fill the memory.
 */
final class CopyStream extends InputStream {
  /** Most bytes after unpacking. */
  static final long MAX_UNPACKED = 1L << 31;

  /** How many times its packed size a copy may have unpacked; lists of names reach about 10. */
  static final int MAX_RATIO = 200;

  /** Up to this size any ratio will do. */
  static final int RATIO_COUNTS_FROM = 1 << 20;

  private final InputStream in;
  private final long limit;
  private long count;
  private byte last = '\n';

  private CopyStream(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  static CopyStream over(CopyBytes bytes) throws IOException {
    Packing packing = Packing.of(bytes);
    if (packing == Packing.NONE) {
      return new CopyStream(bytes.open(), MAX_UNPACKED);
    }
    long ratioLimit = Math.max(RATIO_COUNTS_FROM, bytes.size() * MAX_RATIO);
    return new CopyStream(packedOnce(packing.unpack(bytes)), Math.min(MAX_UNPACKED, ratioLimit));
  }

  /** An archive in an archive is no feed, and may be made to grow without end. */
  private static InputStream packedOnce(InputStream unpacked) throws IOException {
    PushbackInputStream content = new PushbackInputStream(unpacked, Packing.MAGIC);
    byte[] head = content.readNBytes(Packing.MAGIC);
    if (Packing.of(head) != Packing.NONE) {
      content.close();
      throw new ZipException("an archive within an archive");
    }
    content.unread(head);
    return content;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = in.read(into, from, length);
    if (read > 0) {
      last = into[from + read - 1];
      count += read;
      if (count > limit) {
        throw new CopyTooLargeException("unpacks to more than " + limit + " bytes");
      }
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The shape of what was read so far; of the copy, once it is read to its end. */
  CopyShape shape() {
    boolean lineEnd = last == '\n' || last == '\r';
    return new CopyShape(
        count, lineEnd ? CopyShape.Ending.AFTER_A_LINE : CopyShape.Ending.WITHIN_A_LINE);
  }
}
