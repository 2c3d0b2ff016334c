package io.sekisho.proxy.tls;

import io.netty.buffer.ByteBuf;

/**
 * Follows the client's records (RFC 8446, 5.1) behind a ClientHello to find where another may
 * begin. All that comes before that is looked at once, header by header, and not kept.
 */
final class RecordWatch {
  static final int HEADER = 5;
  static final int CHANGE_CIPHER_SPEC = 20;
  static final int ALERT = 21;
  static final int HANDSHAKE = 22;
  static final int HEARTBEAT = 24;

  private static final int LENGTH_AT = 3;
  private static final int CLIENT_HELLO = 1;

  private final int openFragment;
  private int headerRead;
  private int length;
  private int left;
  private boolean over;

  /** What handshake bytes that were held back turn out to be. */
  enum Sighting {
    UNKNOWN,
    HELLO,
    OTHER
  }

  /**
   * A watch that begins right behind a hello.
   *
   * @param openFragment bytes of the hello's last record that are behind it
   */
  RecordWatch(int openFragment) {
    this.openFragment = openFragment;
  }

  /**
   * How many bytes may pass as they are: all of them, or those before the next handshake message.
   *
   * @param in its indexes are not moved
   * @param offset where to begin, from its reader index
   */
  int harmless(ByteBuf in, int offset) {
    if (openFragment > 0) {
      return 0;
    }
    int start = in.readerIndex() + offset;
    int at = start;
    while (at < in.writerIndex() && !over) {
      if (left > 0) {
        int skipped = Math.min(left, in.writerIndex() - at);
        left -= skipped;
        at += skipped;
      } else if (headerRead == 0 && in.getByte(at) == HANDSHAKE) {
        return at - start;
      } else {
        headerByte(in.getUnsignedByte(at++));
      }
    }
    return over ? in.writerIndex() - start : at - start;
  }

  private void headerByte(int value) {
    if (headerRead == 0) {
      over = value < CHANGE_CIPHER_SPEC || value > HEARTBEAT;
    }
    length = ((length << 8) & 0xffff) | value;
    headerRead++;
    if (headerRead == HEADER) {
      headerRead = 0;
      left = length;
    }
  }

  /** Whether what comes is no TLS any more, so that no hello can follow. */
  boolean isOver() {
    return over;
  }

  /**
   * What the handshake bytes begin that {@link #harmless} stopped at. A record without any counts
   * as a hello, for the reader to refuse: some servers read over it.
   */
  Sighting sight(ByteBuf held) {
    int body = openFragment > 0 ? 0 : HEADER;
    int start = held.readerIndex();
    if (body > 0
        && held.readableBytes() >= HEADER
        && held.getUnsignedShort(start + LENGTH_AT) == 0) {
      return Sighting.HELLO;
    }
    if (held.readableBytes() <= body) {
      return Sighting.UNKNOWN;
    }
    return held.getByte(start + body) == CLIENT_HELLO ? Sighting.HELLO : Sighting.OTHER;
  }

  /** A reader for the hello that was sighted, to be given the same bytes. */
  HelloReader reader(int maxBytes) {
    return new HelloReader(maxBytes, openFragment);
  }
}
