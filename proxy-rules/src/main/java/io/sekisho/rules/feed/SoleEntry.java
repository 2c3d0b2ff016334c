package io.sekisho.rules.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The one file in a zip archive. Its name is never used. That no second file follows is known at
 * its end only, which is early enough for whoever reads to the end before acting.
 */
final class SoleEntry extends FilterInputStream {
  private static final int LONGEST_END = 0xffff + 22;
  private static final byte[] END = {'P', 'K', 5, 6};

  private final ZipInputStream zip;
  private boolean atEnd;

  private SoleEntry(ZipInputStream zip) {
    super(zip);
    this.zip = zip;
  }

  static SoleEntry of(CopyBytes bytes) throws IOException {
    if (!hasEnd(bytes)) {
      throw new ZipException("a zip archive that ends too soon");
    }
    SoleEntry entry = new SoleEntry(new ZipInputStream(bytes.open(), StandardCharsets.UTF_8));
    if (entry.nextFile() == null) {
      entry.close();
      throw new ZipException("a zip archive without a file");
    }
    return entry;
  }

  /** Whether the record is there that ends every archive, and so was not cut off. */
  private static boolean hasEnd(CopyBytes bytes) throws IOException {
    try (InputStream in = bytes.open()) {
      in.skipNBytes(Math.max(0, bytes.size() - LONGEST_END));
      byte[] tail = in.readNBytes(LONGEST_END);
      for (int at = tail.length - END.length; at >= 0; at--) {
        if (isEnd(tail, at)) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isEnd(byte[] tail, int at) {
    for (int i = 0; i < END.length; i++) {
      if (tail[at + i] != END[i]) {
        return false;
      }
    }
    return true;
  }

  private @Nullable ZipEntry nextFile() throws IOException {
    try {
      @Nullable ZipEntry entry = zip.getNextEntry();
      while (entry != null && entry.isDirectory()) {
        entry = zip.getNextEntry();
      }
      return entry;
    } catch (IllegalArgumentException e) {
      throw new ZipException("a name in it cannot be read");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (atEnd) {
      return -1;
    }
    int read = zip.read(into, from, length);
    if (read < 0) {
      atEnd = true;
      if (nextFile() != null) {
        throw new ZipException("a zip archive with more than one file");
      }
    }
    return read;
  }
}
