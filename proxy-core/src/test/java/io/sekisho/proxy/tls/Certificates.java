package io.sekisho.proxy.tls;

import io.sekisho.rules.indicator.CertificateFingerprint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.stream.Stream;

/** Certificates put together by hand as far as a reader looks, and server flights with them. */
final class Certificates {
  private static final byte[] ALTERNATIVE_NAME = {6, 3, 0x55, 0x1d, 0x11};
  private static final byte[] COMMON_NAME = {6, 3, 0x55, 4, 3};
  private static final byte[] ORGANISATION = {6, 3, 0x55, 4, 10};

  private Certificates() {}

  /** One with this common name, and these general names where there are any. */
  static byte[] of(String commonName, byte[]... generalNames) {
    byte[] subject =
        der(
            0x30,
            der(0x31, der(0x30, ORGANISATION, der(0x0c, Hellos.ascii("bad.organisation")))),
            der(
                0x31,
                der(0x30, COMMON_NAME, der(0x0c, commonName.getBytes(StandardCharsets.UTF_8)))));
    byte[] usage =
        der(0x30, new byte[] {6, 3, 0x55, 0x1d, 0x0f, 1, 1, -1}, der(4, der(3, new byte[2])));
    byte[] names = der(0x30, ALTERNATIVE_NAME, der(4, der(0x30, generalNames)));
    byte[] extensions =
        der(0xa3, generalNames.length == 0 ? der(0x30, usage) : der(0x30, usage, names));
    byte[] empty = der(0x30);
    return der(
        0x30,
        der(
            0x30,
            der(0xa0, der(2, new byte[] {2})),
            der(2, new byte[] {7}),
            empty,
            der(0x30, der(0x31, der(0x30, COMMON_NAME, der(0x0c, Hellos.ascii("bad.issuer"))))),
            empty,
            subject,
            der(0x30, new byte[200]),
            extensions),
        empty,
        der(3, new byte[64]));
  }

  static byte[] dnsName(String name) {
    return der(0x82, name.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] ipAddress(int... bytes) {
    return der(0x87, Hellos.bytes(bytes));
  }

  static byte[] der(int tag, byte[]... contents) {
    byte[] all = Hellos.concat(contents);
    byte[] length =
        all.length < 0x80
            ? Hellos.bytes(all.length)
            : all.length < 0x100
                ? Hellos.bytes(0x81, all.length)
                : Hellos.bytes(0x82, all.length >> 8, all.length);
    return Hellos.concat(Hellos.bytes(tag), length, all);
  }

  static CertificateFingerprint fingerprint(byte[] certificate) {
    try {
      return CertificateFingerprint.of(MessageDigest.getInstance("SHA-1").digest(certificate));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static byte[] serverHello() {
    byte[] random = new byte[32];
    Arrays.fill(random, (byte) 7);
    return message(2, Hellos.bytes(3, 3), random, Hellos.bytes(0, 0xc0, 0x2f, 0));
  }

  static byte[] certificateMessage(byte[]... certificates) {
    byte[] list =
        Stream.of(certificates)
            .map(certificate -> Hellos.concat(number24(certificate.length), certificate))
            .reduce(new byte[0], (one, other) -> Hellos.concat(one, other));
    return message(11, number24(list.length), list);
  }

  static byte[] helloDone() {
    return message(14);
  }

  static byte[] message(int type, byte[]... contents) {
    byte[] body = Hellos.concat(contents);
    return Hellos.concat(Hellos.bytes(type), number24(body.length), body);
  }

  static byte[] number24(int number) {
    return Hellos.bytes(number >> 16, number >> 8, number);
  }

  /** The whole first flight of a server with this chain, in records of so many bytes. */
  static byte[] flight(int record, byte[]... certificates) {
    return Hellos.records(
        Hellos.concat(serverHello(), certificateMessage(certificates), helloDone()), record);
  }
}
