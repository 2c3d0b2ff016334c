package io.sekisho.rules.snapshot.file;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * CRC32C (RFC 3720, appendix B.4) of buffers, which stay as they are. Long ones are summed on all
 * processors, and what their parts give is joined as zlib's {@code crc32_combine} does: that of a
 * text followed by n bytes is its own times x to the 8n, modulo the polynomial, plus theirs.
 */
final class Checksum {
  private static final int CHUNK = 1 << 22;
  private static final int POLYNOMIAL = 0x82f6_3b78;

  /** The polynomials 1 and x, whose lowest coefficient is the highest bit. */
  private static final int ONE = 1 << 31;

  private static final int X = 1 << 30;
  private static final int AFTER_CHUNK = powerOfX(8L * CHUNK);

  private Checksum() {}

  /** That of the bytes from 0 to the limit. */
  static int of(ByteBuffer bytes) {
    return bytes.limit() < 2 * CHUNK ? ofPart(bytes, 0, bytes.limit()) : ofLong(bytes);
  }

  private static int ofLong(ByteBuffer bytes) {
    int chunks = bytes.limit() / CHUNK;
    int[] sums =
        IntStream.range(0, chunks)
            .parallel()
            .map(chunk -> ofPart(bytes, chunk * CHUNK, CHUNK))
            .toArray();
    int sum = 0;
    for (int next : sums) {
      sum = times(sum, AFTER_CHUNK) ^ next;
    }
    int rest = bytes.limit() - chunks * CHUNK;
    return times(sum, powerOfX(8L * rest)) ^ ofPart(bytes, chunks * CHUNK, rest);
  }

  private static int ofPart(ByteBuffer bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(from, length));
    return (int) crc.getValue();
  }

  private static int powerOfX(long exponent) {
    int power = ONE;
    int square = X;
    for (long left = exponent; left != 0; left >>>= 1) {
      if ((left & 1) != 0) {
        power = times(power, square);
      }
      square = times(square, square);
    }
    return power;
  }

  private static int times(int a, int b) {
    int product = 0;
    int shifted = b;
    for (int bit = ONE; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ POLYNOMIAL;
    }
    return product;
  }
}
