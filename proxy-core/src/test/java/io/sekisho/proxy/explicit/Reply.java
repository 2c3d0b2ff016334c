package io.sekisho.proxy.explicit;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTTP response as a client saw it.
 *
 * @param head status line and fields, with the empty line
 * @param body without its framing
 * @param trailers of a chunked body, as they stood on the wire
 */
public record Reply(int status, String head, String body, String trailers) {

  public static Reply to(String method, Wire wire) throws IOException {
    String head = wire.readUntil("\r\n\r\n");
    int status = Integer.parseInt(head.substring(9, 12));
    if (method.equals("HEAD") || status < 200 || status == 204 || status == 304) {
      return new Reply(status, head, "", "");
    }
    if (field(head, "Transfer-Encoding").isPresent()) {
      return chunked(status, head, wire);
    }
    Optional<String> length = field(head, "Content-Length");
    String body = length.isPresent() ? wire.read(Integer.parseInt(length.get())) : wire.readToEnd();
    return new Reply(status, head, body, "");
  }

  public static Reply of(Wire wire) throws IOException {
    return to("GET", wire);
  }

  private static Reply chunked(int status, String head, Wire wire) throws IOException {
    StringBuilder body = new StringBuilder();
    int size = chunkSize(wire);
    while (size > 0) {
      body.append(wire.read(size));
      wire.read(2);
      size = chunkSize(wire);
    }
    StringBuilder trailers = new StringBuilder();
    String line = wire.readUntil("\r\n");
    while (line.length() > 2) {
      trailers.append(line);
      line = wire.readUntil("\r\n");
    }
    return new Reply(status, head, body.toString(), trailers.toString());
  }

  private static int chunkSize(Wire wire) throws IOException {
    return Integer.parseInt(wire.readUntil("\r\n").trim(), 16);
  }

  public Optional<String> field(String name) {
    return field(head, name);
  }

  /** The value of {@code Sekisho-Verdict}; empty where there is none. */
  public String verdict() {
    return field("Sekisho-Verdict").orElse("");
  }

  /** The value of the one field of that name in a head. */
  public static Optional<String> field(String head, String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .reduce((a, b) -> a + " | " + b);
  }
}
