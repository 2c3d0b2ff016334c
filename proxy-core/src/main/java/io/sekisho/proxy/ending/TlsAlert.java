package io.sekisho.proxy.ending;

import io.netty.buffer.ByteBuf;

/**
 * The alert {@code unrecognized_name} in the clear, which ends a handshake that has just begun (RFC
 * 6066, 3; RFC 8446, 6). It has the version of the client's own record: whatever the client speaks,
 * it takes that.
 */
final class TlsAlert {
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;
  private static final int MAJOR = 3;
  private static final int FATAL = 2;
  private static final int UNRECOGNIZED_NAME = 112;

  /** Of the client's first record where it has not said more than that it is one (TLS 1.0). */
  private static final int OLDEST_MINOR = 1;

  /** TLS 1.2 and 1.3. */
  private static final int NEWEST_MINOR = 3;

  private TlsAlert() {}

  /** Whether this is the beginning of a record with a ClientHello, or of a part of one. */
  static boolean fits(ByteBuf said) {
    int start = said.readerIndex();
    return said.isReadable()
        && said.getUnsignedByte(start) == HANDSHAKE
        && (said.readableBytes() < 2 || said.getUnsignedByte(start + 1) == MAJOR);
  }

  /**
   * Writes it.
   *
   * @param said what the client has said, which {@linkplain #fits fits}
   */
  static void write(ByteBuf said, ByteBuf out) {
    int minor =
        said.readableBytes() < 3 ? OLDEST_MINOR : said.getUnsignedByte(said.readerIndex() + 2);
    out.writeByte(ALERT).writeByte(MAJOR).writeByte(Math.min(minor, NEWEST_MINOR));
    out.writeShort(2).writeByte(FATAL).writeByte(UNRECOGNIZED_NAME);
  }
}
