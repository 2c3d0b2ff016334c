package io.sekisho.proxy.tls;

import io.netty.util.concurrent.FastThreadLocal;
import io.sekisho.proxy.TlsFingerprint;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes the fingerprints JA3 and JA4 of ClientHellos, both without GREASE values (RFC 8701). For
 * one thread: everything that it works with is used again, as hellos come in floods.
 */
final class FingerprintMaker {
  private static final FastThreadLocal<FingerprintMaker> OF_THREAD =
      new FastThreadLocal<>() {
        @Override
        protected FingerprintMaker initialValue() {
          return new FingerprintMaker();
        }
      };
  private static final int JA4_HASH_DIGITS = 12;
  private static final int JA3_DIGITS = 32;
  private static final String NOTHING_HASHED = "000000000000";
  private static final int MOST_COUNTED = 99;

  private final MessageDigest md5 = digest("MD5");
  private final MessageDigest sha256 = digest("SHA-256");
  private final Codes codes = new Codes();
  private final Text hashed = new Text();
  private final Text shown = new Text();

  private FingerprintMaker() {}

  static TlsFingerprint of(HelloMessage hello) {
    FingerprintMaker maker = OF_THREAD.get();
    return new TlsFingerprint(maker.ja3(hello), maker.ja4(hello));
  }

  private String ja3(HelloMessage hello) {
    hashed.clear().decimal(hello.version());
    hashed.add(',').decimals(codes.read(hello.suites()));
    hello.extensionTypes(codes.clear());
    hashed.add(',').decimals(codes);
    hashed.add(',').decimals(codes.read(hello.list16(HelloMessage.SUPPORTED_GROUPS)));
    hashed.add(',');
    ByteBuffer formats = hello.list8(HelloMessage.POINT_FORMATS);
    while (formats.hasRemaining()) {
      hashed.decimal(Vectors.number8(formats));
      if (formats.hasRemaining()) {
        hashed.add('-');
      }
    }
    return shown.clear().hash(md5, hashed, JA3_DIGITS).toString();
  }

  private String ja4(HelloMessage hello) {
    shown.clear().add('t').add(version(hello));
    shown.add(hello.has(HelloMessage.SERVER_NAME) ? 'd' : 'i');
    count(codes.read(hello.suites()));
    hashed.clear().hexes(codes.sort());
    hello.extensionTypes(codes.clear());
    count(codes);
    addProtocol(hello.list16(HelloMessage.PROTOCOLS));
    addHash();
    codes.remove(HelloMessage.SERVER_NAME);
    codes.remove(HelloMessage.PROTOCOLS);
    hashed.clear().hexes(codes.sort());
    codes.read(hello.list16(HelloMessage.SIGNATURE_ALGORITHMS));
    if (codes.size() > 0) {
      hashed.add('_').hexes(codes);
    }
    addHash();
    return shown.toString();
  }

  private String version(HelloMessage hello) {
    int highest = codes.read(hello.list8(HelloMessage.SUPPORTED_VERSIONS)).highest();
    return switch (highest == 0 ? hello.version() : highest) {
      case 0x0304 -> "13";
      case 0x0303 -> "12";
      case 0x0302 -> "11";
      case 0x0301 -> "10";
      case 0x0300 -> "s3";
      case 0x0002 -> "s2";
      default -> "00";
    };
  }

  private void count(Codes counted) {
    int count = Math.min(counted.size(), MOST_COUNTED);
    shown.decimal(count / 10).decimal(count % 10);
  }

  /** The first and the last character of the first protocol, in hexadecimal if one is no ASCII. */
  private void addProtocol(ByteBuffer protocols) {
    int length = protocols.hasRemaining() ? Vectors.number8(protocols) : 0;
    if (length == 0 || length > protocols.remaining()) {
      shown.add("00");
      return;
    }
    int first = protocols.get(protocols.position()) & 0xff;
    int last = protocols.get(protocols.position() + length - 1) & 0xff;
    if (isAlphanumeric(first) && isAlphanumeric(last)) {
      shown.add((char) first).add((char) last);
    } else {
      shown.nibble(first >> 4).nibble(last);
    }
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private void addHash() {
    shown.add('_');
    if (hashed.length() == 0) {
      shown.add(NOTHING_HASHED);
    } else {
      shown.hash(sha256, hashed, JA4_HASH_DIGITS);
    }
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has it", e);
    }
  }
}
