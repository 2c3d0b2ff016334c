package io.sekisho.proxy.tls;

import io.netty.channel.Channel;
import io.sekisho.proxy.Ending;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Sockets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** ClientHellos put together by hand, and the records to send them in. */
final class Hellos {
  static final int SERVER_NAME = 0;
  static final int ECH = 0xfe0d;
  static final int ALPN = 16;

  private Hellos() {}

  /** Ends a flow whose hello may not pass. */
  static Ending reset(Channel channel, Inquiry inquiry) {
    return (action, said) -> {
      inquiry.left();
      said.release();
      Sockets.reset(channel);
    };
  }

  /** A hello in one record that names {@code host}. */
  static byte[] naming(String host) {
    return record(hello(extension(ALPN, vector16(vector8(ascii("h2")))), serverName(host)));
  }

  static byte[] record(byte[] fragment) {
    return concat(bytes(22, 3, 1), vector16(fragment));
  }

  /** The message in records of {@code size} bytes. */
  static byte[] records(byte[] message, int size) {
    byte[] all = {};
    for (int at = 0; at < message.length; at += size) {
      all =
          concat(all, record(Arrays.copyOfRange(message, at, Math.min(at + size, message.length))));
    }
    return all;
  }

  static byte[] hello(byte[]... extensions) {
    return message(concat(prefix(), vector16(concat(extensions))));
  }

  /** Everything of a hello body that comes before its extensions. */
  static byte[] prefix() {
    return concat(
        bytes(3, 3),
        new byte[32],
        vector8(new byte[32]),
        vector16(bytes(0x13, 1, 0x13, 2)),
        bytes(1, 0));
  }

  static byte[] message(byte[] body) {
    return concat(bytes(1, body.length >> 16, body.length >> 8, body.length), body);
  }

  static byte[] serverName(String host) {
    return extension(SERVER_NAME, vector16(nameEntry(0, host)));
  }

  static byte[] nameEntry(int type, String host) {
    return concat(bytes(type), vector16(host.getBytes(StandardCharsets.UTF_8)));
  }

  static byte[] extension(int type, byte[] data) {
    return concat(bytes(type >> 8, type), vector16(data));
  }

  /** Encrypted Client Hello as BoringSSL makes it, with a payload of so many bytes. */
  static byte[] ech(int payload) {
    return ech(bytes(0, 0, 1, 0, 1, 77), new byte[32], payload);
  }

  /** Encrypted Client Hello with this type, suite and configuration id. */
  static byte[] ech(byte[] prefix, byte[] key, int payload) {
    return extension(ECH, concat(prefix, vector16(key), vector16(new byte[payload])));
  }

  static byte[] vector8(byte[] contents) {
    return concat(bytes(contents.length), contents);
  }

  static byte[] vector16(byte[] contents) {
    return concat(bytes(contents.length >> 8, contents.length), contents);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
