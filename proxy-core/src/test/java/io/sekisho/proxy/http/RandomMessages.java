package io.sekisho.proxy.http;

import java.util.SplittableRandom;

/** Valid messages of every framing, in random spellings. */
final class RandomMessages {
  private static final String[] METHODS = {"GET", "POST", "HEAD", "OPTIONS", "PATCH", "x!y"};
  private static final String[] TARGETS = {
    "/", "/a?b=c", "http://a.example/x", "http://a.example:81", "*"
  };
  private static final String[] FIELDS = {
    "Host: a.example",
    "X-A:\t b  ",
    "Connection: close",
    "connection: Content-Length, Host, Transfer-Encoding",
    "Empty:",
    "Cookie: \u00e9=1; b=2",
    "TE: trailers",
    "Via: 1.0 other"
  };

  private final SplittableRandom random;

  RandomMessages(SplittableRandom random) {
    this.random = random;
  }

  /** Some requests, one behind the other. */
  String pipeline() {
    StringBuilder all = new StringBuilder();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      all.append("\r\n".repeat(random.nextInt(2))).append(request());
    }
    return all.toString();
  }

  String request() {
    String line = oneOf(METHODS) + " " + oneOf(TARGETS) + " HTTP/1.";
    return switch (random.nextInt(3)) {
      case 0 -> line + random.nextInt(2) + "\r\n" + fields() + "\r\n";
      case 1 -> line + random.nextInt(2) + "\r\n" + fields() + lengthBody();
      default -> line + "1\r\n" + fields() + chunkedBody();
    };
  }

  /** The final response to a GET, with interim ones before it. */
  String response() {
    String interim = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(random.nextInt(3));
    String head = interim + "HTTP/1.1 200 OK\r\n" + fields();
    return switch (random.nextInt(3)) {
      case 0 -> head + lengthBody();
      case 1 -> head + chunkedBody();
      default -> head + "\r\n" + content(random.nextInt(200));
    };
  }

  private String fields() {
    StringBuilder fields = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      fields.append(oneOf(FIELDS)).append("\r\n");
    }
    return fields.toString();
  }

  private String lengthBody() {
    String content = content(random.nextInt(100));
    return "Content-Length: " + content.length() + "\r\n\r\n" + content;
  }

  private String chunkedBody() {
    StringBuilder body = new StringBuilder("Transfer-Encoding: chunked\r\n\r\n");
    for (int i = random.nextInt(4); i > 0; i--) {
      String chunk = content(random.nextInt(1, 40));
      String extension = random.nextBoolean() ? ";a=\"b\"" : "";
      body.append(Integer.toHexString(chunk.length())).append(extension).append("\r\n");
      body.append(chunk).append("\r\n");
    }
    return body + "0\r\n" + (random.nextBoolean() ? "X-Sum: 1\r\nHost: b\r\n" : "") + "\r\n";
  }

  /** Content that looks like anything, line ends and messages included. */
  private String content(int length) {
    StringBuilder content = new StringBuilder("\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n");
    while (content.length() < length) {
      content.append((char) random.nextInt(256));
    }
    return content.substring(0, length);
  }

  private String oneOf(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
