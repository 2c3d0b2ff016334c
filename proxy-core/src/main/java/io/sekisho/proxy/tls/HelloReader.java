package io.sekisho.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.sekisho.proxy.Fault;
import java.util.Arrays;

/**
 * Puts a ClientHello together from TLS records (RFC 8446, 5.1), however records cut the message and
 * segments cut the records. Every byte is looked at once. A hello that spreads over many records is
 * legal, and one that a filter fails to join is the oldest way past it. Another way is a beginning
 * that only a strict reader refuses: widespread servers take a handshake record of any version, and
 * skip a warning alert before it. So both are malformed TLS here, and not "not TLS".
 */
public final class HelloReader {
  private static final int RECORD_HEADER = 5;
  private static final int FIRST_RECORD_TYPE = 20;
  private static final int LAST_RECORD_TYPE = 26;
  private static final int HANDSHAKE_RECORD = 22;
  private static final int TLS_MAJOR = 3;
  private static final int MAX_FRAGMENT = 1 << 14;
  private static final int HANDSHAKE_HEADER = 4;
  private static final int CLIENT_HELLO = 1;

  private final int maxBytes;
  private byte[] message = new byte[HANDSHAKE_HEADER];
  private int collected;
  private int scanned;
  private int fragmentLeft;

  /**
   * A reader for one connection.
   *
   * @param maxBytes longest hello that is read, with the headers of its records
   */
  public HelloReader(int maxBytes) {
    this(maxBytes, 0);
  }

  /** A reader that begins inside a handshake record, of which so many bytes are left. */
  HelloReader(int maxBytes, int fragmentLeft) {
    this.maxBytes = maxBytes;
    this.fragmentLeft = fragmentLeft;
  }

  /** How many bytes a complete hello took, with the headers of its records. */
  int length() {
    return scanned;
  }

  /** How much of the hello's last record is behind it. */
  int fragmentLeft() {
    return fragmentLeft;
  }

  /**
   * Reads on.
   *
   * @param in everything that came in since the beginning of the connection; its indexes are not
   *     moved
   */
  public HelloReading read(ByteBuf in) {
    int start = in.readerIndex();
    while (true) {
      int available = in.readableBytes() - scanned;
      if (fragmentLeft > 0 && available > 0) {
        HelloReading reading = fragment(in, start + scanned, Math.min(available, fragmentLeft));
        if (reading != HelloReading.NEEDS_MORE) {
          return reading;
        }
      } else if (fragmentLeft == 0) {
        HelloReading reading = recordHeader(in, start + scanned, available);
        if (reading != HelloReading.NEEDS_MORE || fragmentLeft == 0) {
          return reading;
        }
      } else {
        return HelloReading.NEEDS_MORE;
      }
    }
  }

  private HelloReading recordHeader(ByteBuf in, int at, int available) {
    boolean first = scanned == 0;
    if (available >= 1 && in.getByte(at) != HANDSHAKE_RECORD) {
      return first ? notAHandshakeRecord(in, at, available) : broken("a record is no handshake");
    }
    if (available >= 2 && in.getByte(at + 1) != TLS_MAJOR) {
      return broken("a record has another protocol version");
    }
    if (available < RECORD_HEADER) {
      return HelloReading.NEEDS_MORE;
    }
    int length = in.getUnsignedShort(at + 3);
    if (length == 0 || length > MAX_FRAGMENT) {
      return broken("a record has an illegal length");
    }
    scanned += RECORD_HEADER;
    fragmentLeft = length;
    return HelloReading.NEEDS_MORE;
  }

  /**
   * Tells what is not TLS from what a server may take for the beginning of it: an alert, which many
   * read over, or another record, and the two-byte header and the type of an SSL 2.0 CLIENT-HELLO
   * (RFC 5246, E.2).
   */
  private static HelloReading notAHandshakeRecord(ByteBuf in, int at, int available) {
    if (in.getByte(at) >= FIRST_RECORD_TYPE && in.getByte(at) <= LAST_RECORD_TYPE) {
      return broken("another record comes before the ClientHello");
    }
    if ((in.getByte(at) & 0x80) == 0) {
      return HelloReading.NOT_TLS;
    }
    if (available < 3) {
      return HelloReading.NEEDS_MORE;
    }
    return in.getByte(at + 2) == CLIENT_HELLO
        ? broken("the hello is in SSL 2.0 form")
        : HelloReading.NOT_TLS;
  }

  private HelloReading fragment(ByteBuf in, int at, int length) {
    int taken = Math.min(length, message.length - collected);
    in.getBytes(at, message, collected, taken);
    collected += taken;
    scanned += taken;
    fragmentLeft -= taken;
    if (scanned > maxBytes) {
      return HelloReading.TOO_LONG;
    }
    if (collected < message.length) {
      return HelloReading.NEEDS_MORE;
    }
    if (message.length > HANDSHAKE_HEADER) {
      return ClientHelloParser.parse(message);
    }
    return handshakeHeader();
  }

  /** Makes room for the whole message once its length is known. */
  private HelloReading handshakeHeader() {
    int length = (message[1] & 0xff) << 16 | (message[2] & 0xff) << 8 | (message[3] & 0xff);
    if (message[0] != CLIENT_HELLO) {
      return broken("the handshake does not begin with a ClientHello");
    }
    if (length == 0) {
      return broken("the ClientHello is empty");
    }
    if (length > maxBytes) {
      return HelloReading.TOO_LONG;
    }
    message = Arrays.copyOf(message, HANDSHAKE_HEADER + length);
    return HelloReading.NEEDS_MORE;
  }

  private static HelloReading broken(String reason) {
    return new HelloReading.Malformed(Fault.of(reason));
  }
}
