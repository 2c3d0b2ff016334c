package io.sekisho.rules.feed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One way in which a text is damaged on its way, or by somebody who means harm. */
enum Mutation {
  FLIP_BITS {
    @Override
    byte[] apply(byte[] bytes, byte[] other, SplittableRandom random) {
      byte[] changed = bytes.clone();
      for (int i = random.nextInt(1, 9); i > 0 && changed.length > 0; i--) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return changed;
    }
  },
  DELETE {
    @Override
    byte[] apply(byte[] bytes, byte[] other, SplittableRandom random) {
      Span span = Span.of(bytes, random);
      return joined(before(bytes, span.from()), behind(bytes, span.to()));
    }
  },
  DUPLICATE {
    @Override
    byte[] apply(byte[] bytes, byte[] other, SplittableRandom random) {
      Span span = Span.of(bytes, random);
      byte[] piece = span.in(bytes);
      byte[] repeated = repeated(piece, random.nextInt(1, 40));
      return joined(before(bytes, span.to()), repeated, behind(bytes, span.to()));
    }
  },
  SPLICE {
    @Override
    byte[] apply(byte[] bytes, byte[] other, SplittableRandom random) {
      int at = random.nextInt(bytes.length + 1);
      return joined(before(bytes, at), Span.of(other, random).in(other), behind(bytes, at));
    }
  },
  CHANGE_LINE_ENDS {
    @Override
    byte[] apply(byte[] bytes, byte[] other, SplittableRandom random) {
      String end = LINE_ENDS.get(random.nextInt(LINE_ENDS.size()));
      return latin1(new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("\r?\n", end));
    }
  },
  TRUNCATE {
    @Override
    byte[] apply(byte[] bytes, byte[] other, SplittableRandom random) {
      return before(bytes, random.nextInt(bytes.length + 1));
    }
  },
  LENGTHEN_A_LINE {
    @Override
    byte[] apply(byte[] bytes, byte[] other, SplittableRandom random) {
      byte[] unit = latin1(UNITS.get(random.nextInt(UNITS.size())));
      return inserted(bytes, repeated(unit, 1 + (1 << random.nextInt(15))), random);
    }
  },
  INSERT_A_TOKEN {
    @Override
    byte[] apply(byte[] bytes, byte[] other, SplittableRandom random) {
      return inserted(bytes, latin1(TOKENS.get(random.nextInt(TOKENS.size()))), random);
    }
  },
  INSERT_INVALID_BYTES {
    @Override
    byte[] apply(byte[] bytes, byte[] other, SplittableRandom random) {
      return inserted(bytes, INVALID.get(random.nextInt(INVALID.size())), random);
    }
  },
  CHANGE_ENCODING {
    @Override
    byte[] apply(byte[] bytes, byte[] other, SplittableRandom random) {
      Charset encoding = ENCODINGS.get(random.nextInt(ENCODINGS.size()));
      byte[] changed = new String(bytes, StandardCharsets.UTF_8).getBytes(encoding);
      return random.nextBoolean() ? changed : joined(BYTE_ORDER_MARK, changed);
    }
  };

  private static final int LONGEST = 1 << 19;
  private static final Mutation[] ALL = values();
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final List<String> LINE_ENDS =
      List.of("\r\n", "\r", "\n\n", "\n\r", "\u0085", "\t", " ", "");
  private static final List<Charset> ENCODINGS =
      List.of(
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          StandardCharsets.UTF_16,
          StandardCharsets.ISO_8859_1);
  private static final List<String> UNITS =
      List.of(
          "a",
          ".",
          "a.",
          "[",
          "{\"a\":",
          "(",
          "\"",
          "\\",
          ",",
          ";",
          " ",
          "%41",
          "9",
          ":",
          "xn--a.",
          "||",
          "*.",
          "-",
          "/",
          "[1.1.1.1,",
          "((",
          "'",
          "=",
          "1.2.3.4 ");
  private static final List<String> TOKENS =
      List.of(
          "\"",
          "'",
          "\\",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "null",
          "true",
          "-1",
          "1e999",
          "99999999999999999999",
          "0.0.0.0/0",
          "::/0",
          "/0",
          ":0",
          ":65536",
          "%",
          "%00",
          "xn--",
          "\\u0000",
          "\\ud800",
          "#",
          "!",
          ";",
          "||",
          "@@",
          "^",
          "$",
          "*",
          "CNAME",
          "http://",
          "://",
          "@",
          "..",
          ".",
          "-",
          "::1-f::",
          "0.0.0.1-255.255.255.254",
          "1970-01-01",
          "\"type\":1",
          "\"objects\":{}",
          "\"value\":[[]]",
          "(",
          ")",
          "$ORIGIN ",
          "$INCLUDE x",
          "$GENERATE 1-9 a$",
          "==",
          "=",
          "<html>",
          "\t",
          "\n",
          "\r");
  private static final List<byte[]> INVALID =
      List.of(
          new byte[] {0},
          new byte[] {0, 0, 0, 0},
          new byte[] {(byte) 0xff, (byte) 0xfe},
          new byte[] {(byte) 0xc0, (byte) 0x80},
          new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
          new byte[] {(byte) 0xe2, (byte) 0x80},
          new byte[] {(byte) 0xe2, (byte) 0x80, (byte) 0xa8},
          new byte[] {0x1b, 0x5b, 0x31},
          new byte[] {0x0b, 0x0c, 0x1c, 0x1f});

  /** A part of a text. */
  private record Span(int from, int to) {
    static Span of(byte[] bytes, SplittableRandom random) {
      int from = random.nextInt(bytes.length + 1);
      int length = random.nextInt(1, 1 + (1 << random.nextInt(10)));
      return new Span(from, Math.min(bytes.length, from + length));
    }

    byte[] in(byte[] bytes) {
      return Arrays.copyOfRange(bytes, from, to);
    }
  }

  /**
   * The damaged text; {@code bytes} stays as it is.
   *
   * @param other another text, of which a piece may get in
   */
  abstract byte[] apply(byte[] bytes, byte[] other, SplittableRandom random);

  static Mutation any(SplittableRandom random) {
    return ALL[random.nextInt(ALL.length)];
  }

  private static byte[] inserted(byte[] bytes, byte[] piece, SplittableRandom random) {
    int at = random.nextInt(bytes.length + 1);
    return joined(before(bytes, at), piece, behind(bytes, at));
  }

  private static byte[] before(byte[] bytes, int to) {
    return Arrays.copyOf(bytes, to);
  }

  private static byte[] behind(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static byte[] repeated(byte[] piece, int times) {
    byte[][] pieces = new byte[times][];
    Arrays.fill(pieces, piece);
    return joined(pieces);
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The pieces one behind the other, as far as {@value #LONGEST} bytes go. */
  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.write(piece, 0, Math.min(piece.length, LONGEST - out.size()));
    }
    return out.toByteArray();
  }
}
