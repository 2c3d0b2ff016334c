package io.sekisho.app.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;

/** A gigabyte of the same bytes every time, and its checksum. The first is no TLS record's. */
final class Bulk extends InputStream {
  static final long SIZE = 1L << 30;
  static final long CHECKSUM = checksum();
  private static final int BLOCK = 1 << 16;
  private static final byte[] BYTES = pattern();

  private long at;

  private static byte[] pattern() {
    byte[] bytes = new byte[BLOCK];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('a' + i * 31 + (i >> 8));
    }
    return bytes;
  }

  private static long checksum() {
    CRC32 crc = new CRC32();
    byte[] block = pattern();
    for (long done = 0; done < SIZE; done += BLOCK) {
      crc.update(block);
    }
    return crc.getValue();
  }

  static void pour(OutputStream out) throws IOException {
    for (long done = 0; done < SIZE; done += BLOCK) {
      out.write(BYTES);
    }
  }

  /** The checksum of so many bytes, or of those that come before the end. */
  static long checksum(InputStream in, long most) throws IOException {
    CRC32 crc = new CRC32();
    byte[] block = new byte[BLOCK];
    int count = 0;
    for (long left = most; left > 0 && count >= 0; left -= count) {
      count = in.read(block, 0, (int) Math.min(BLOCK, left));
      crc.update(block, 0, Math.max(count, 0));
    }
    return crc.getValue();
  }

  @Override
  public int read() {
    return at == SIZE ? -1 : BYTES[(int) (at++ % BLOCK)] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) {
    if (at == SIZE) {
      return -1;
    }
    int from = (int) (at % BLOCK);
    int count = (int) Math.min(Math.min(length, BLOCK - from), SIZE - at);
    System.arraycopy(BYTES, from, to, offset, count);
    at += count;
    return count;
  }
}
