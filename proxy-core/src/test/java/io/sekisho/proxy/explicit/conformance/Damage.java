package io.sekisho.proxy.explicit.conformance;

import java.util.SplittableRandom;

/** Seeded damage to bytes: what wires, broken programs and attackers do to messages. */
final class Damage {
  private static final String[] INSERTS = {
    "\r",
    "\n",
    "\r\n",
    "\r\n\r\n",
    "\0",
    "\1",
    "\13",
    "\177",
    " ",
    "\t",
    ":",
    ",",
    ";",
    "0",
    "1",
    "+",
    "-",
    "0x",
    "\u00ff",
    "\u0085",
    "\u00a0",
    "chunked",
    "Content-Length: 5\r\n",
    "Content-Length: 5, 5\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Transfer-Encoding : chunked\r\n",
    "Transfer-Encoding: identity\r\n",
    " folded\r\n",
    "Host: hostile.test\r\n",
    "Connection: content-length\r\n",
    "0\r\n\r\n",
    "GET http://hostile.test/ HTTP/1.1\r\nHost: hostile.test\r\n\r\n",
    "GET /inside HTTP/1.1\r\nHost: hostile.test\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "CONNECT hostile.test:443 HTTP/1.1\r\n"
  };

  private final SplittableRandom random;
  private final StringBuilder text;

  private Damage(SplittableRandom random, String valid) {
    this.random = random;
    this.text = new StringBuilder(valid);
  }

  /** Some damage to {@code valid}, into which a part of {@code other} may be spliced. */
  static String of(SplittableRandom random, String valid, String other) {
    Damage damage = new Damage(random, valid);
    for (int i = random.nextInt(1, 4); i > 0 && !damage.text.isEmpty(); i--) {
      damage.once(other);
    }
    return damage.text.toString();
  }

  private void once(String other) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + random.nextInt(1, 24));
    switch (random.nextInt(11)) {
      case 0 -> text.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(8)));
      case 1 -> text.setCharAt(at, (char) random.nextInt(256));
      case 2 -> text.deleteCharAt(at);
      case 3 -> text.delete(at, end);
      case 4 -> text.insert(at, text.substring(at, end));
      case 5 -> swapCase(at, end);
      case 6 -> repeatLine(at);
      case 7 -> swapLineEnd(at);
      case 8 -> splice(at, other);
      default -> text.insert(at, INSERTS[random.nextInt(INSERTS.length)]);
    }
  }

  private void swapCase(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      text.setCharAt(i, Character.isLetter(c) && c < 128 ? (char) (c ^ 0x20) : c);
    }
  }

  private void repeatLine(int at) {
    int start = text.lastIndexOf("\n", at) + 1;
    int end = text.indexOf("\n", at) + 1;
    if (end > start) {
      text.insert(start, text.substring(start, end));
    }
  }

  private void swapLineEnd(int near) {
    int at = text.indexOf("\r\n", near);
    if (at >= 0) {
      text.replace(at, at + 2, random.nextBoolean() ? "\n\r" : random.nextBoolean() ? "\n" : "\r");
    }
  }

  private void splice(int at, String other) {
    int from = random.nextInt(other.length());
    if (random.nextBoolean()) {
      text.setLength(at);
      text.append(other, from, other.length());
    } else {
      text.insert(at, other.substring(from));
    }
  }
}
