package io.sekisho.proxy.explicit;

import io.sekisho.rules.indicator.TlsClientFingerprint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** TLS ClientHellos in their records (RFC 8446, 4.1.2 and 5.1). */
public final class Hello {
  private static final byte[] ECH = {(byte) 0xfe, 0x0d, 0, 4, 1, 2, 3, 4};
  private static final int RECORD_HEADER = 5;

  private Hello() {}

  public static byte[] naming(String name) {
    return inRecords(handshake(serverName(name)), 1 << 14);
  }

  public static byte[] withoutName() {
    return inRecords(handshake(new byte[0]), 1 << 14);
  }

  public static byte[] withEch(String name) {
    byte[] sni = serverName(name);
    byte[] both = ByteBuffer.allocate(sni.length + ECH.length).put(sni).put(ECH).array();
    return inRecords(handshake(both), 1 << 14);
  }

  /** A hello whose message is cut into records of so many bytes. */
  public static byte[] naming(String name, int fragment) {
    return inRecords(handshake(serverName(name)), fragment);
  }

  /** A hello with these extensions. */
  public static byte[] with(byte[]... extensions) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] extension : extensions) {
      all.writeBytes(extension);
    }
    return inRecords(handshake(all.toByteArray()), 1 << 14);
  }

  /** The JA3 of every hello that has these extensions, by its definition. */
  public static TlsClientFingerprint ja3(int... extensions) {
    String types =
        Arrays.stream(extensions).mapToObj(Integer::toString).collect(Collectors.joining("-"));
    byte[] text = ("771,4865," + types + ",,").getBytes(StandardCharsets.US_ASCII);
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(text);
      return TlsClientFingerprint.parse(HexFormat.of().formatHex(md5)).orElseThrow();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nothing, at such length (RFC 7685). */
  public static byte[] padding(int length) {
    return ByteBuffer.allocate(4 + length).putShort((short) 21).putShort((short) length).array();
  }

  /** A hello with the same extension twice. */
  public static byte[] malformed() {
    byte[] twice = ByteBuffer.allocate(2 * ECH.length).put(ECH).put(ECH).array();
    return inRecords(handshake(twice), 1 << 14);
  }

  public static byte[] serverName(String name) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(9 + ascii.length)
        .putShort((short) 0)
        .putShort((short) (5 + ascii.length))
        .putShort((short) (3 + ascii.length))
        .put((byte) 0)
        .putShort((short) ascii.length)
        .put(ascii)
        .array();
  }

  private static byte[] handshake(byte[] extensions) {
    int body = 2 + 32 + 1 + 4 + 2 + 2 + extensions.length;
    return ByteBuffer.allocate(4 + body)
        .putInt(1 << 24 | body)
        .putShort((short) 0x0303)
        .put(new byte[32])
        .put((byte) 0)
        .putShort((short) 2)
        .putShort((short) 0x1301)
        .putShort((short) 0x0100)
        .putShort((short) extensions.length)
        .put(extensions)
        .array();
  }

  private static byte[] inRecords(byte[] message, int fragment) {
    int records = (message.length + fragment - 1) / fragment;
    ByteBuffer out = ByteBuffer.allocate(message.length + records * RECORD_HEADER);
    for (int at = 0; at < message.length; at += fragment) {
      int length = Math.min(fragment, message.length - at);
      out.put((byte) 22).putShort((short) 0x0301).putShort((short) length);
      out.put(message, at, length);
    }
    return out.array();
  }
}
