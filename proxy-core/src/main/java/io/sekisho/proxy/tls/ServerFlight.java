package io.sekisho.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.sekisho.proxy.tls.ServerMessages.Progress;

/**
 * Follows the records of a server (RFC 5246, 6.2.1) behind a ClientHello for as long as they are in
 * the clear. Change_cipher_spec and application data are the end of that: TLS 1.3 has one of them
 * right behind its ServerHello, and a session that is resumed has the first and no certificate.
 */
final class ServerFlight {
  private static final int APPLICATION_DATA = 23;
  private static final int MAJOR = 3;
  private static final int MAX_FRAGMENT = 1 << 14;

  private final ServerMessages messages;
  private int headerRead;
  private int type;
  private int length;
  private int left;
  private boolean over;
  private boolean broken;

  /**
   * The flight of one connection.
   *
   * @param maxBytes most bytes of handshake messages up to the end of the certificate
   */
  ServerFlight(int maxBytes) {
    this.messages = new ServerMessages(maxBytes);
  }

  Progress progress() {
    if (broken) {
      return Progress.BROKEN;
    }
    return over ? Progress.OVER : messages.progress();
  }

  /** The DER of the first certificate, where the progress is that. */
  byte[] certificate() {
    return messages.certificate();
  }

  /** Looks at what the server sent next; the buffer's indexes are not moved. */
  void read(ByteBuf in) {
    int at = in.readerIndex();
    while (at < in.writerIndex() && progress().goesOn()) {
      if (left > 0) {
        int taken = Math.min(left, in.writerIndex() - at);
        if (type == RecordWatch.HANDSHAKE) {
          messages.read(in, at, taken);
        }
        left -= taken;
        at += taken;
      } else {
        headerByte(in.getUnsignedByte(at++));
      }
    }
  }

  private void headerByte(int value) {
    switch (headerRead++) {
      case 0 -> type(value);
      case 1 -> broken = value != MAJOR;
      case 2 -> {}
      case 3 -> length = value << 8;
      default -> length(length | value);
    }
  }

  /** An alert may be a warning; what is no TLS at all ends the handshake, whatever it is. */
  private void type(int value) {
    type = value;
    broken = value != RecordWatch.HANDSHAKE && messages.isInMessage();
    switch (value) {
      case RecordWatch.HANDSHAKE, RecordWatch.ALERT, RecordWatch.HEARTBEAT -> {}
      case RecordWatch.CHANGE_CIPHER_SPEC, APPLICATION_DATA -> over = true;
      default -> {
        over = true;
        broken |= messages.progress() != Progress.NONE_YET;
      }
    }
  }

  private void length(int value) {
    headerRead = 0;
    left = value;
    broken = value > MAX_FRAGMENT || (value == 0 && type == RecordWatch.HANDSHAKE);
  }
}
