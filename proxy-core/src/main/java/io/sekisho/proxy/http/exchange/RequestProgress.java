package io.sekisho.proxy.http.exchange;

/** How much of the current request of a client has been read. */
enum RequestProgress {
  IDLE,
  HEAD_READ,
  BODY,
  BODY_READ,
  /** HTTP is over on this connection: it is being closed, or is a tunnel. */
  OVER
}
