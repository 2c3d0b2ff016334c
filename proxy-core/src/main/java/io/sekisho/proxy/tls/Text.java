package io.sekisho.proxy.tls;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/** A line of ASCII that is put together to be hashed or shown, and used again and again. */
final class Text {
  private static final byte[] NIBBLES = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] hash = new byte[32];
  private byte[] bytes = new byte[1024];
  private int length;

  Text clear() {
    length = 0;
    return this;
  }

  int length() {
    return length;
  }

  Text add(char c) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) c;
    return this;
  }

  Text add(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      add(ascii.charAt(i));
    }
    return this;
  }

  Text decimal(int number) {
    if (number >= 10) {
      decimal(number / 10);
    }
    return add((char) ('0' + number % 10));
  }

  /** Each number in decimal, with {@code -} between them. */
  Text decimals(Codes codes) {
    for (int i = 0; i < codes.size(); i++) {
      (i == 0 ? this : add('-')).decimal(codes.get(i));
    }
    return this;
  }

  /** Each number in four hexadecimal digits, with {@code ,} between them. */
  Text hexes(Codes codes) {
    for (int i = 0; i < codes.size(); i++) {
      (i == 0 ? this : add(','))
          .nibble(codes.get(i) >> 12)
          .nibble(codes.get(i) >> 8)
          .nibble(codes.get(i) >> 4)
          .nibble(codes.get(i));
    }
    return this;
  }

  /** The lowest four bits, as a hexadecimal digit. */
  Text nibble(int number) {
    return add((char) NIBBLES[number & 0xf]);
  }

  /** Adds the first digits of the hash of another line. */
  Text hash(MessageDigest digest, Text hashed, int digits) {
    digest.update(hashed.bytes, 0, hashed.length);
    try {
      digest.digest(hash, 0, hash.length);
    } catch (DigestException e) {
      throw new IllegalStateException("a hash has no more than 32 bytes", e);
    }
    for (int i = 0; i < digits; i++) {
      nibble(i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2]);
    }
    return this;
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.US_ASCII);
  }
}
