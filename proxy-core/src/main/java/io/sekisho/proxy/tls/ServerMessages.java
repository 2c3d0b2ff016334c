package io.sekisho.proxy.tls;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The handshake messages that a server sends in the clear, up to the first certificate of its
 * Certificate message (RFC 5246, 7.4.2), or to the point where none can come any more. Messages may
 * be cut anywhere. Only that certificate is kept; everything else is looked at once.
 */
final class ServerMessages {
  private static final int HELLO_REQUEST = 0;
  private static final int SERVER_HELLO = 2;
  private static final int CERTIFICATE = 11;
  private static final int SERVER_HELLO_DONE = 14;

  private static final int HEADER = 4;
  private static final int VERSION = 2;
  private static final int RANDOM = 32;
  private static final int LENGTH = 3;
  private static final int FIRST_ROOM = 2048;
  private static final byte[] RETRY_RANDOM =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  private final int maxBytes;
  private byte[] field = new byte[VERSION + RANDOM];
  private int gathered;
  private int wanted = HEADER;
  private int skipping;
  private int messageLeft;
  private int read;
  private Part part = Part.HEADER;
  private Progress progress = Progress.NONE_YET;

  /** What is gathered next. */
  private enum Part {
    HEADER,
    HELLO,
    CERTIFICATE_LENGTHS,
    CERTIFICATE
  }

  /** How far the server has come. */
  enum Progress {
    /** It has said nothing that counts. */
    NONE_YET,
    /** A HelloRetryRequest (RFC 8446, 4.1.4): the client may send another hello. */
    RETRY,
    /** A ServerHello: no other hello will be read, and a certificate may follow. */
    HELLO,
    /** The first certificate is there. */
    CERTIFICATE,
    /** Nothing more will be said in the clear. */
    OVER,
    TOO_LONG,
    BROKEN;

    boolean goesOn() {
      return this == NONE_YET || this == HELLO;
    }
  }

  /**
   * The messages of one connection.
   *
   * @param maxBytes most bytes of messages up to the end of the certificate
   */
  ServerMessages(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  Progress progress() {
    return progress;
  }

  /** The DER of the first certificate, where the progress is that. */
  byte[] certificate() {
    return Arrays.copyOf(field, gathered);
  }

  /** Whether a message has begun and is not complete. */
  boolean isInMessage() {
    return skipping > 0 || gathered > 0 || part != Part.HEADER;
  }

  /** Reads what a record holds; the buffer's indexes are not moved. */
  void read(ByteBuf in, int from, int length) {
    int at = from;
    int end = from + length;
    while (at < end && progress.goesOn()) {
      int taken = Math.min(end - at, skipping > 0 ? skipping : wanted - gathered);
      read += taken;
      take(in, at, taken);
      at += taken;
    }
  }

  private void take(ByteBuf in, int at, int length) {
    if (skipping > 0) {
      skipping -= length;
      return;
    }
    makeRoom(gathered + length);
    in.getBytes(at, field, gathered, length);
    gathered += length;
    if (gathered == wanted) {
      complete();
    }
  }

  /** By what has come, not by what was announced. */
  private void makeRoom(int needed) {
    if (needed > field.length) {
      int roomy = Math.max(FIRST_ROOM, 2 * field.length);
      field = Arrays.copyOf(field, Math.max(needed, Math.min(wanted, roomy)));
    }
  }

  private void complete() {
    switch (part) {
      case HEADER -> header(field[0], number24(1));
      case HELLO -> hello();
      case CERTIFICATE_LENGTHS -> lengths(number24(0), number24(LENGTH));
      case CERTIFICATE -> progress = Progress.CERTIFICATE;
    }
  }

  /** What begins with any other message than these is no answer to a hello. */
  private void header(int type, int length) {
    messageLeft = length;
    switch (type) {
      case HELLO_REQUEST -> skipRest();
      case SERVER_HELLO -> gather(Part.HELLO, VERSION + RANDOM);
      case CERTIFICATE -> {
        progress = Progress.HELLO;
        gather(Part.CERTIFICATE_LENGTHS, 2 * LENGTH);
      }
      case SERVER_HELLO_DONE -> progress = Progress.OVER;
      default -> other();
    }
  }

  private void other() {
    if (progress == Progress.NONE_YET) {
      progress = Progress.OVER;
    } else {
      skipRest();
    }
  }

  private void hello() {
    boolean retry = Arrays.equals(field, VERSION, VERSION + RANDOM, RETRY_RANDOM, 0, RANDOM);
    progress = retry ? Progress.RETRY : Progress.HELLO;
    skipRest();
  }

  private void lengths(int list, int first) {
    if (list != messageLeft + LENGTH || first == 0 || first > messageLeft) {
      progress = Progress.BROKEN;
    } else {
      gather(Part.CERTIFICATE, first);
    }
  }

  private void gather(Part next, int length) {
    if (length > messageLeft) {
      progress = Progress.BROKEN;
    } else if (read + length > maxBytes) {
      progress = Progress.TOO_LONG;
    }
    part = next;
    wanted = length;
    gathered = 0;
    messageLeft -= length;
  }

  private void skipRest() {
    if (read + messageLeft > maxBytes) {
      progress = Progress.TOO_LONG;
    }
    skipping = messageLeft;
    part = Part.HEADER;
    wanted = HEADER;
    gathered = 0;
  }

  private int number24(int at) {
    return (field[at] & 0xff) << 16 | (field[at + 1] & 0xff) << 8 | (field[at + 2] & 0xff);
  }
}
