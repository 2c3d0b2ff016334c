package io.sekisho.proxy.http;

/** A status line and its header section. */
public record ResponseHead(int status, String reason, HttpVersion version, Headers headers) {

  /** Whether another head follows for the same request (RFC 9110, 15.2); 101 ends HTTP instead. */
  public boolean isInterim() {
    return status < 200 && status != 101;
  }
}
