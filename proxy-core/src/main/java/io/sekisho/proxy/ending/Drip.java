package io.sekisho.proxy.ending;

import io.netty.buffer.ByteBuf;

/**
 * What a client gets byte by byte, so that it goes on waiting for the rest. It is never a whole
 * message, however long it takes, and nothing follows behind {@link #LENGTH} bytes.
 */
enum Drip {
  NOTHING("", ""),

  /** The header section of an error, which does not end. */
  HTTP("HTTP/1.1 503 Service Unavailable\r\n", "X-Wait: 1\r\n"),

  /** A record of 16,384 bytes with a ServerHello that fills it (RFC 8446, 5.1 and 4.1.3). */
  TLS("\u0016\u0003\u0003@\u0000\u0002\u0000?\u00fc\u0003\u0003", "\u0000"),

  /** A line that does not end, for whoever spoke no TLS. */
  LINE("", ".");

  /** Less than the record promises. */
  static final int LENGTH = 16_000;

  private final String first;
  private final String again;

  Drip(String first, String again) {
    this.first = first;
    this.again = again;
  }

  /** What fits a client that began so. */
  static Drip behind(ByteBuf said) {
    return TlsAlert.fits(said) ? TLS : LINE;
  }

  boolean goesOnAfter(int count) {
    return this != NOTHING && count < LENGTH;
  }

  byte at(int place) {
    int beyond = place - first.length();
    return (byte) (beyond < 0 ? first.charAt(place) : again.charAt(beyond % again.length()));
  }
}
