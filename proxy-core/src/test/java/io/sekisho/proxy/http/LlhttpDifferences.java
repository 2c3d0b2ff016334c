package io.sekisho.proxy.http;

import static java.util.Map.entry;

import java.util.Map;

/** Where this proxy and llhttp differ on purpose, each with its reason. */
public final class LlhttpDifferences {
  /** What is refused here and accepted there; each could be read in two ways further on. */
  public static final Map<String, String> DELIBERATELY_STRICTER =
      Map.ofEntries(
          entry("a line ends in LF without CR", "whoever wants CR LF sees another line end"),
          entry("a CR is not followed by LF", "whoever takes it for a line end sees another line"),
          entry("a field line is folded", "obsolete, and often read as a field of its own"),
          entry("a field name is not a token followed by a colon", "a space before the colon"),
          entry("a field value has control characters", "NUL and the like end text elsewhere"),
          entry("the method is not a token", "nothing that a server could answer"),
          entry("the request line is not method, target and version", "HTTP/0.9, or spaces"),
          entry("the version is not HTTP/1.0 or HTTP/1.1", "RTSP, ICE, 0.9, 2.0, empty lines"),
          entry("the status code is not three digits from 100 to 599", "no meaning is defined"),
          entry("the reason phrase has control characters", "not in its grammar"),
          entry("a transfer coding other than chunked", "not passed on, so not understood"),
          entry("both Transfer-Encoding and Content-Length", "the classic of smuggling"),
          entry("Transfer-Encoding in HTTP/1.0", "recipients may ignore it"),
          entry("Content-Length is not a number", "no list, no sign, at most 18 digits"),
          entry("Content-Length more than once", "recipients choose the first or the last"),
          entry("CONNECT with a body", "its bytes would be the tunnel's"),
          entry("the chunked coding is broken", "spaces, bare LF, a missing CR LF"));

  /** What is an error there and none here, because it does not change where a message ends. */
  public static final Map<String, String> ERRORS_OF_NO_CONSEQUENCE =
      Map.of(
          "Data after `Connection: close`", "the connection is closed behind the response",
          "Invalid method for HTTP/x.x request", "any token is a method (RFC 9110, 9.1)",
          "Expected space after method", "any token is a method (RFC 9110, 9.1)",
          "Invalid char in url path", "bytes from 0x80 are passed on as they are",
          "Invalid character in chunk extensions", "read over and not passed on",
          "Invalid character in chunk extensions quoted value", "read over and not passed on");

  private LlhttpDifferences() {}
}
