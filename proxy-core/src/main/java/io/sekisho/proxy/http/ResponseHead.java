package io.sekisho.proxy.http;

/** A status line and its header section. */
public record ResponseHead(int status, String reason, HttpVersion version, Headers headers) {

  /** Whether the server lets the connection be used for another request (RFC 9112, 9.3). */
  public boolean keepsAlive() {
    boolean ends = headers.hasToken("Connection", "close");
    return switch (version) {
      case HTTP_1_1 -> !ends;
      case HTTP_1_0 -> !ends && headers.hasToken("Connection", "keep-alive");
    };
  }

  /** Whether another head follows for the same request (RFC 9110, 15.2); 101 ends HTTP instead. */
  public boolean isInterim() {
    return status < 200 && status != 101;
  }
}
