package io.sekisho.proxy.gateway;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Tells HTTP/1 from everything else by the first bytes of a connection. What a server might take
 * for a request is one here, however odd it is: the HTTP engine refuses it then, and does not pass
 * it on unread. What begins as no text can (TLS is such) is none.
 */
final class FirstLine {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PRI");

  private final int longest;

  /** What the bytes are, as far as they have come. */
  enum Reading {
    NEEDS_MORE,
    HTTP,
    OTHER
  }

  /**
   * A reading of one connection.
   *
   * @param longest bytes of a line without an end behind which it is no request
   */
  FirstLine(int longest) {
    this.longest = longest;
  }

  /** Reads what has come in since the beginning; the indexes are not moved. */
  Reading read(ByteBuf in) {
    int start = in.readerIndex();
    while (start < in.writerIndex() && isGap(in.getByte(start))) {
      start++;
    }
    int at = start;
    while (at < in.writerIndex() && isToken(in.getByte(at))) {
      at++;
    }
    if (at == in.writerIndex()) {
      return in.readableBytes() < longest ? Reading.NEEDS_MORE : tooLong(at == start);
    }
    if (at == start || !isGap(in.getByte(at))) {
      return Reading.OTHER;
    }
    String method = in.toString(start, at - start, StandardCharsets.US_ASCII);
    return METHODS.contains(method) ? Reading.HTTP : rest(in, at);
  }

  /** Behind a word that is no usual method, only a version makes it a request. */
  private Reading rest(ByteBuf in, int from) {
    int end = in.indexOf(from, in.writerIndex(), (byte) '\n');
    String line =
        in.toString(from, (end < 0 ? in.writerIndex() : end) - from, StandardCharsets.ISO_8859_1);
    if (line.toUpperCase(Locale.ROOT).contains("HTTP/")) {
      return Reading.HTTP;
    }
    if (end >= 0) {
      return Reading.OTHER;
    }
    return line.length() < longest ? Reading.NEEDS_MORE : Reading.HTTP;
  }

  /** White space alone may still come before a request; so long a word is no method. */
  private static Reading tooLong(boolean blank) {
    return blank ? Reading.HTTP : Reading.OTHER;
  }

  /** What lenient servers take for a space, or skip before a request (RFC 9112, 2.2 and 3). */
  private static boolean isGap(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }

  /** A character of a token (RFC 9110, 5.6.2). */
  private static boolean isToken(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(b) >= 0;
  }
}
