package io.sekisho.proxy.explicit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * Many bytes on their way into a connection, as fast as it takes them, from a thread of its own.
 */
public final class Flood {
  private static final int BLOCK = 1 << 16;
  private static final int SECONDS = 20;
  private static final byte[] BYTES = pattern();

  private final Wire wire;
  private final Future<Void> done;

  private Flood(Wire wire, byte[] block, long length) {
    this.wire = wire;
    this.done =
        Threads.start(
            () -> {
              pour(wire, block, length);
              return null;
            });
  }

  public static Flood into(Wire wire, long length) {
    return new Flood(wire, BYTES, length);
  }

  /** The text over and over again. */
  public static Flood repeating(String text, int times, Wire wire) {
    byte[] block = text.getBytes(StandardCharsets.ISO_8859_1);
    return new Flood(wire, block, (long) block.length * times);
  }

  /** The checksum of a flood of this length, a whole number of blocks. */
  public static long checksum(long length) {
    CRC32 crc = new CRC32();
    for (long sent = 0; sent < length; sent += BLOCK) {
      crc.update(BYTES);
    }
    return crc.getValue();
  }

  public static void pour(Wire wire, long length) throws IOException {
    pour(wire, BYTES, length);
  }

  private static void pour(Wire wire, byte[] block, long length) throws IOException {
    for (long sent = 0; sent < length; sent += block.length) {
      wire.send(block);
    }
  }

  public long sent() {
    return wire.sent();
  }

  public void await() throws Exception {
    done.get(SECONDS, TimeUnit.SECONDS);
  }

  /** Begins with a letter, as no TLS record does. */
  private static byte[] pattern() {
    byte[] bytes = new byte[BLOCK];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('a' + i * 31 + (i >> 8));
    }
    return bytes;
  }
}
