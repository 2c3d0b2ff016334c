package io.sekisho.proxy.tls;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a server answers to a ClientHello with, as far as it tells whether the client may send
 * another: a ServerHello is the end of that, unless it is a HelloRetryRequest, which looks the same
 * but for its random (RFC 8446, 4.1.3). Looks at the first bytes alone, and keeps those.
 */
final class ServerAnswer {
  private static final int MESSAGE_HEADER = 4;
  private static final int VERSION = 2;
  private static final int RANDOM = 32;
  private static final int RANDOM_AT = RecordWatch.HEADER + MESSAGE_HEADER + VERSION;
  private static final int SERVER_HELLO = 2;
  private static final byte[] RETRY_RANDOM =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  private final byte[] beginning = new byte[RANDOM_AT + RANDOM];
  private int filled;
  private int left;
  private Kind kind = Kind.NONE_YET;

  /** What an answer means for hellos to come. */
  enum Kind {
    NONE_YET,
    /** The client may send another, or it cannot be told. */
    RETRY,
    /** No other will be read. */
    FINAL
  }

  Kind kind() {
    return kind;
  }

  /** Looks at what the server sent next; the buffer's indexes are not moved. */
  void read(ByteBuf in) {
    int at = in.readerIndex();
    while (at < in.writerIndex() && kind == Kind.NONE_YET) {
      if (left > 0) {
        int skipped = Math.min(left, in.writerIndex() - at);
        left -= skipped;
        at += skipped;
      } else {
        beginning[filled++] = in.getByte(at++);
        look();
      }
    }
  }

  private void look() {
    if (filled == 1 && beginning[0] != RecordWatch.HANDSHAKE) {
      kind = beginning[0] == RecordWatch.ALERT ? Kind.NONE_YET : Kind.FINAL;
    } else if (filled == RecordWatch.HEADER) {
      header(((beginning[3] & 0xff) << 8) | (beginning[4] & 0xff));
    } else if (filled > RecordWatch.HEADER && beginning[RecordWatch.HEADER] != SERVER_HELLO) {
      kind = Kind.RETRY;
    } else if (filled == beginning.length) {
      boolean retry = Arrays.equals(beginning, RANDOM_AT, filled, RETRY_RANDOM, 0, RANDOM);
      kind = retry ? Kind.RETRY : Kind.FINAL;
    }
  }

  /** An alert may be a warning that comes before the answer; an answer in pieces is not read. */
  private void header(int length) {
    if (beginning[0] == RecordWatch.ALERT) {
      filled = 0;
      left = length;
    } else if (length < MESSAGE_HEADER + VERSION + RANDOM) {
      kind = Kind.RETRY;
    }
  }
}
