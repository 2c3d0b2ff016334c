package io.sekisho.proxy.http;

import java.util.List;

/**
 * How the end of a message body is found (RFC 9112, 6.3).
 *
 * @param length of the body in bytes; 0 unless the kind is {@link Kind#LENGTH}
 */
public record BodyFraming(Kind kind, long length) {
  public static final BodyFraming NONE = new BodyFraming(Kind.NONE, 0);
  public static final BodyFraming CHUNKED = new BodyFraming(Kind.CHUNKED, 0);
  public static final BodyFraming UNTIL_CLOSE = new BodyFraming(Kind.UNTIL_CLOSE, 0);

  private static final int MAX_LENGTH_DIGITS = 18;

  /** What ends the body. */
  public enum Kind {
    NONE,
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  /** The framing of a request. CONNECT and anything that could be read in two ways is refused. */
  public static Step<BodyFraming> ofRequest(RequestHead head) {
    return declared(head.version(), head.headers(), NONE)
        .then(
            framing ->
                head.method().equals("CONNECT") && framing.mayHaveContent()
                    ? Step.bad("CONNECT with a body")
                    : Step.done(framing));
  }

  /** The framing of the response to a request with {@code method}. */
  public static Step<BodyFraming> ofResponse(ResponseHead head, String method) {
    int status = head.status();
    return declared(head.version(), head.headers(), UNTIL_CLOSE)
        .then(
            framing ->
                status < 200 || status == 204 || status == 304 || method.equals("HEAD")
                    ? Step.done(NONE)
                    : Step.done(framing));
  }

  /** Whether there may be anything between this head and the end of its message. */
  public boolean mayHaveContent() {
    return kind != Kind.NONE && !(kind == Kind.LENGTH && length == 0);
  }

  private static Step<BodyFraming> declared(
      HttpVersion version, Headers headers, BodyFraming undeclared) {
    int codings = headers.count("Transfer-Encoding");
    int lengths = headers.count("Content-Length");
    if (codings > 0 && version == HttpVersion.HTTP_1_0) {
      return Step.bad("Transfer-Encoding in HTTP/1.0");
    }
    if (codings > 0 && lengths > 0) {
      return Step.bad("both Transfer-Encoding and Content-Length");
    }
    if (codings > 0) {
      return headers.tokens("Transfer-Encoding").equals(List.of("chunked")) && codings == 1
          ? Step.done(CHUNKED)
          : Step.bad("a transfer coding other than chunked");
    }
    if (lengths > 1) {
      return Step.bad("Content-Length more than once");
    }
    return headers.first("Content-Length").map(BodyFraming::length).orElse(Step.done(undeclared));
  }

  private static Step<BodyFraming> length(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH_DIGITS) {
      return Step.bad("Content-Length is not a number");
    }
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return Step.bad("Content-Length is not a number");
      }
      length = 10 * length + c - '0';
    }
    return Step.done(new BodyFraming(Kind.LENGTH, length));
  }
}
