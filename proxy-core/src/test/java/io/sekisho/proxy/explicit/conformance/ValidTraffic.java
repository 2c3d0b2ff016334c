package io.sekisho.proxy.explicit.conformance;

import java.util.SplittableRandom;

/** Valid requests and responses of every framing, as a proxy gets them. */
final class ValidTraffic {
  private static final String[] METHODS = {
    "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "x!y"
  };
  private static final String[] FIELDS = {
    "Accept: */*",
    "X-Padding: \t a, b ",
    "Connection: close",
    "Connection: keep-alive, X-Padding",
    "Proxy-Connection: keep-alive",
    "Connection: Content-Length, Transfer-Encoding, Host",
    "Cookie: a=1; b=\u00e9",
    "Empty:",
    "TE: trailers",
    "Expect: 100-continue",
    "X-Forwarded-For: 192.0.2.1",
    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk",
    "Connection: Upgrade\r\nUpgrade: websocket"
  };
  private static final String[] STATUSES = {
    "200 OK",
    "204 No Content",
    "206 Partial Content",
    "304 Not Modified",
    "404",
    "500 \u00e9",
    "599 "
  };

  private final SplittableRandom random;

  ValidTraffic(SplittableRandom random) {
    this.random = random;
  }

  /** Some requests to a server, one behind the other. */
  String requests(String authority) {
    StringBuilder all = new StringBuilder();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      all.append("\r\n".repeat(random.nextInt(2))).append(request(authority));
    }
    return all.toString();
  }

  private String request(String authority) {
    boolean old = random.nextInt(8) == 0;
    String path = oneOf("/", "/a?b=c", "?q", "", "/%7e\u00e9;x//y");
    String head =
        "%s http://%s%s HTTP/1.%s\r\n%s%s"
            .formatted(
                oneOf(METHODS),
                authority,
                path,
                old ? "0" : "1",
                "Host: " + authority + "\r\n",
                fields());
    return head + (old ? lengthOrNoBody() : anyBody());
  }

  /** The responses to one GET: interim ones, and the final one. */
  String response() {
    String interim =
        oneOf("HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
    return interim.repeat(Math.max(0, random.nextInt(5) - 2))
        + "HTTP/1.1 "
        + oneOf(STATUSES)
        + "\r\n"
        + fields()
        + anyBody();
  }

  private String fields() {
    StringBuilder fields = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      fields.append(oneOf(FIELDS)).append("\r\n");
    }
    return fields.toString();
  }

  private String lengthOrNoBody() {
    return random.nextBoolean() ? "\r\n" : lengthBody();
  }

  private String anyBody() {
    return random.nextBoolean() ? chunkedBody() : lengthOrNoBody();
  }

  private String lengthBody() {
    String content = content();
    return "Content-Length: " + content.length() + "\r\n\r\n" + content;
  }

  private String chunkedBody() {
    StringBuilder body = new StringBuilder("Transfer-Encoding: chunked\r\n\r\n");
    for (int i = random.nextInt(3); i > 0; i--) {
      String chunk = content();
      if (!chunk.isEmpty()) {
        body.append(Integer.toHexString(chunk.length()))
            .append(oneOf("", ";a=\"b\"", ";x"))
            .append("\r\n")
            .append(chunk)
            .append("\r\n");
      }
    }
    return body + "0\r\n" + oneOf("", "", "X-Sum: 1\r\nContent-Length: 3\r\n") + "\r\n";
  }

  /** Content that passes for anything, messages included. */
  private String content() {
    return oneOf(
        "",
        "abc",
        "\r\n\r\n",
        "0\r\n\r\n",
        "GET http://hostile.test/ HTTP/1.1\r\nHost: hostile.test\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
        "\0\u00ff".repeat(random.nextInt(1, 40)));
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
