package io.sekisho.app.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** One HTTP connection that a client keeps, and asks on when it is told to. */
final class Conversation implements AutoCloseable {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: www.clean.test\r\n\r\n";

  private final Process curl;

  private Conversation(Process curl) {
    this.curl = curl;
  }

  /** Connects with a curl that passes on what it is given, and ends when the connection does. */
  static Conversation open(Namespace client, String target) throws IOException {
    return new Conversation(
        client.start(ProcessBuilder.Redirect.DISCARD, "curl", "-sN", "telnet://" + target));
  }

  void ask() throws IOException {
    OutputStream out = curl.getOutputStream();
    out.write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  boolean isOpen() {
    return curl.isAlive();
  }

  @Override
  public void close() {
    curl.destroyForcibly();
  }
}
