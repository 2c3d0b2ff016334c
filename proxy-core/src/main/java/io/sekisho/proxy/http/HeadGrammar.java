package io.sekisho.proxy.http;

import io.sekisho.proxy.Limit;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of one complete head (RFC 9112, 2 to 5), read strictly: every leniency that
 * recipients are allowed lets two of them disagree on what was said, and so is refused. Bytes are
 * complete up to and including the empty line, and every line ends in CR LF (the {@link HeadReader}
 * saw to that).
 */
final class HeadGrammar {
  private static final String[] USUAL_METHODS = {
    "GET", "POST", "CONNECT", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"
  };
  private static final int USUAL_FIELDS = 16;

  private final byte[] bytes;
  private final int maxFields;
  private int[] spans = new int[USUAL_FIELDS * Headers.SPAN];
  private int size;
  private int at;

  private HeadGrammar(byte[] bytes, int maxFields) {
    this.bytes = bytes;
    this.maxFields = maxFields;
  }

  static Step<RequestHead> request(byte[] bytes, int maxFields) {
    return new HeadGrammar(bytes, maxFields).request();
  }

  static Step<ResponseHead> response(byte[] bytes, int maxFields) {
    return new HeadGrammar(bytes, maxFields).response();
  }

  static Step<Headers> trailers(byte[] bytes, int maxFields) {
    return new HeadGrammar(bytes, maxFields).fields();
  }

  private Step<RequestHead> request() {
    String method = method();
    if (method == null) {
      return Step.bad("the method is not a token");
    }
    String target = target();
    if (target == null) {
      return Step.bad("the request line is not method, target and version");
    }
    HttpVersion version = version();
    if (version == null || bytes[at] != '\r') {
      return Step.bad("the version is not HTTP/1.0 or HTTP/1.1");
    }
    at += 2;
    return fields().then(headers -> Step.done(new RequestHead(method, target, version, headers)));
  }

  private @Nullable String method() {
    int start = at;
    while (Ascii.isToken(bytes[at])) {
      at++;
    }
    if (at == start || bytes[at] != ' ') {
      return null;
    }
    int end = at++;
    for (String usual : USUAL_METHODS) {
      if (usual.length() == end - start && isText(usual, start)) {
        return usual;
      }
    }
    return text(start, end);
  }

  private boolean isText(String text, int from) {
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable String target() {
    int start = at;
    while (Ascii.isVisible(bytes[at])) {
      at++;
    }
    if (at == start || bytes[at] != ' ') {
      return null;
    }
    return text(start, at++);
  }

  private Step<ResponseHead> response() {
    HttpVersion version = version();
    if (version == null || bytes[at] != ' ') {
      return Step.bad("the version is not HTTP/1.0 or HTTP/1.1");
    }
    at++;
    int status = status();
    if (status < 100 || status > 599 || (bytes[at] != '\r' && bytes[at] != ' ')) {
      return Step.bad("the status code is not three digits from 100 to 599");
    }
    int start = bytes[at] == ' ' ? at + 1 : at;
    int end = textEnd(start);
    if (bytes[end] != '\r') {
      return Step.bad("the reason phrase has control characters");
    }
    String reason = text(start, end);
    at = end + 2;
    return fields().then(headers -> Step.done(new ResponseHead(status, reason, version, headers)));
  }

  /** The version at this place, read over; null where there is none that is spoken here. */
  private @Nullable HttpVersion version() {
    if (bytes.length - at < 8 || !isText("HTTP/1.", at)) {
      return null;
    }
    byte minor = bytes[at + 7];
    at += 8;
    return minor == '1' ? HttpVersion.HTTP_1_1 : minor == '0' ? HttpVersion.HTTP_1_0 : null;
  }

  private int status() {
    int status = 0;
    int digits = 0;
    while (digits < 3 && bytes[at] >= '0' && bytes[at] <= '9') {
      status = 10 * status + bytes[at++] - '0';
      digits++;
    }
    return digits == 3 ? status : 0;
  }

  private Step<Headers> fields() {
    while (bytes[at] != '\r') {
      if (size == maxFields) {
        return Step.beyond(Limit.HEADER_FIELDS, "too many fields");
      }
      String fault = field();
      if (fault != null) {
        return Step.bad(fault);
      }
    }
    return Step.done(new Headers(bytes, spans, size));
  }

  /** Reads one field line; null, or what is wrong with it. */
  private @Nullable String field() {
    if (Ascii.isBlank(bytes[at])) {
      return "a field line is folded";
    }
    int nameStart = at;
    while (Ascii.isToken(bytes[at])) {
      at++;
    }
    int nameEnd = at;
    if (nameEnd == nameStart || bytes[nameEnd] != ':') {
      return "a field name is not a token followed by a colon";
    }
    int lineEnd = textEnd(nameEnd + 1);
    if (bytes[lineEnd] != '\r') {
      return "a field value has control characters";
    }
    found(nameStart, nameEnd, lineEnd);
    at = lineEnd + 2;
    return null;
  }

  private void found(int nameStart, int nameEnd, int lineEnd) {
    int valueStart = nameEnd + 1;
    int valueEnd = lineEnd;
    while (valueStart < valueEnd && Ascii.isBlank(bytes[valueStart])) {
      valueStart++;
    }
    while (valueEnd > valueStart && Ascii.isBlank(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    int span = size++ * Headers.SPAN;
    if (span == spans.length) {
      spans = Arrays.copyOf(spans, 2 * spans.length);
    }
    spans[span] = nameStart;
    spans[span + 1] = nameEnd;
    spans[span + 2] = valueStart;
    spans[span + 3] = valueEnd;
  }

  /** Where text that began at {@code from} meets a control character: the end of the line. */
  private int textEnd(int from) {
    int end = from;
    while (!Ascii.isControl(bytes[end])) {
      end++;
    }
    return end;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
