package io.sekisho.proxy.http;

import io.sekisho.proxy.Limit;
import io.sekisho.proxy.http.Headers.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of one complete head (RFC 9112, 2 to 5), read strictly: every leniency that
 * recipients are allowed lets two of them disagree on what was said, and so is refused. Bytes are
 * complete up to and including the empty line, and every line ends in CR LF (the {@link HeadReader}
 * saw to that).
 */
final class HeadGrammar {
  private final byte[] bytes;
  private final int maxFields;
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
    int end = lineEnd();
    String method = upTo(' ', end);
    if (method == null || !isToken(method)) {
      return Step.bad("the method is not a token");
    }
    String target = upTo(' ', end);
    if (target == null || target.isEmpty() || !isVisible(target)) {
      return Step.bad("the request line is not method, target and version");
    }
    HttpVersion version = version(end);
    if (version == null || at != end) {
      return Step.bad("the version is not HTTP/1.0 or HTTP/1.1");
    }
    at = end + 2;
    return fields().then(headers -> Step.done(new RequestHead(method, target, version, headers)));
  }

  private Step<ResponseHead> response() {
    int end = lineEnd();
    HttpVersion version = version(end);
    if (version == null || at >= end || bytes[at] != ' ') {
      return Step.bad("the version is not HTTP/1.0 or HTTP/1.1");
    }
    at++;
    int status = status(end);
    if (status < 100 || status > 599 || (at < end && bytes[at] != ' ')) {
      return Step.bad("the status code is not three digits from 100 to 599");
    }
    String reason = text(Math.min(at + 1, end), end);
    if (hasControls(reason)) {
      return Step.bad("the reason phrase has control characters");
    }
    at = end + 2;
    return fields().then(headers -> Step.done(new ResponseHead(status, reason, version, headers)));
  }

  private @Nullable HttpVersion version(int end) {
    if (end - at < 8 || !text(at, at + 7).equals("HTTP/1.")) {
      return null;
    }
    int minor = bytes[at + 7];
    at += 8;
    return minor == '1' ? HttpVersion.HTTP_1_1 : minor == '0' ? HttpVersion.HTTP_1_0 : null;
  }

  private int status(int end) {
    int status = 0;
    int digits = 0;
    while (at < end && digits < 3 && bytes[at] >= '0' && bytes[at] <= '9') {
      status = 10 * status + bytes[at++] - '0';
      digits++;
    }
    return digits == 3 ? status : 0;
  }

  private Step<Headers> fields() {
    List<Field> fields = new ArrayList<>();
    for (int end = lineEnd(); end > at; end = lineEnd()) {
      if (fields.size() == maxFields) {
        return Step.beyond(Limit.HEADER_FIELDS, "too many fields");
      }
      String fault = field(end, fields);
      if (fault != null) {
        return Step.bad(fault);
      }
      at = end + 2;
    }
    return Step.done(new Headers(fields));
  }

  /** Reads one field line; null, or what is wrong with it. */
  private @Nullable String field(int end, List<Field> fields) {
    if (bytes[at] == ' ' || bytes[at] == '\t') {
      return "a field line is folded";
    }
    String name = upTo(':', end);
    if (name == null || !isToken(name)) {
      return "a field name is not a token followed by a colon";
    }
    String value = trimmed(at, end);
    if (hasControls(value)) {
      return "a field value has control characters";
    }
    fields.add(new Field(name, value));
    return null;
  }

  private String trimmed(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isBlank(bytes[start])) {
      start++;
    }
    while (end > start && isBlank(bytes[end - 1])) {
      end--;
    }
    return text(start, end);
  }

  /** The text before {@code stop}, which is consumed too; null where the line has none. */
  private @Nullable String upTo(char stop, int end) {
    for (int i = at; i < end; i++) {
      if (bytes[i] == stop) {
        String text = text(at, i);
        at = i + 1;
        return text;
      }
    }
    return null;
  }

  private int lineEnd() {
    int i = at;
    while (bytes[i] != '\r') {
      i++;
    }
    return i;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** Token of RFC 9110, 5.6.2. */
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric = c < 128 && Character.isLetterOrDigit(c);
      if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** No space and no control; bytes from 0x80 stand in the paths of real clients. */
  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return true;
      }
    }
    return false;
  }
}
