package io.sekisho.proxy.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A ClientHello whose lengths agree, to be looked through when something of it is asked for. What
 * an extension holds was not looked at: a list that claims more than there is counts as empty.
 */
final class HelloMessage {
  static final int SERVER_NAME = 0;
  static final int SUPPORTED_GROUPS = 10;
  static final int POINT_FORMATS = 11;
  static final int SIGNATURE_ALGORITHMS = 13;
  static final int PROTOCOLS = 16;
  static final int PRE_SHARED_KEY = 41;
  static final int EARLY_DATA = 42;
  static final int SUPPORTED_VERSIONS = 43;
  static final int ENCRYPTED_CLIENT_HELLO = 0xfe0d;

  private static final int EXTENSION_HEADER = 4;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final int version;
  private final ByteBuffer suites;
  private final ByteBuffer extensions;

  /**
   * A message that was read.
   *
   * @param suites the list of cipher suites, without its length
   * @param extensions all extensions, without their length; empty where there are none
   */
  HelloMessage(int version, ByteBuffer suites, ByteBuffer extensions) {
    this.version = version;
    this.suites = suites;
    this.extensions = extensions;
  }

  /** The legacy_version of its body. */
  int version() {
    return version;
  }

  ByteBuffer suites() {
    return suites.duplicate();
  }

  /** Gives the type of every extension in its order, GREASE left out. */
  void extensionTypes(Codes types) {
    ByteBuffer rest = extensions.duplicate();
    while (rest.hasRemaining()) {
      types.add(Vectors.number16(rest));
      Vectors.skip(rest, Vectors.number16(rest));
    }
  }

  boolean has(int extension) {
    return extension(extension).isPresent();
  }

  /** What an extension holds. */
  Optional<ByteBuffer> extension(int type) {
    int at = 0;
    while (at < extensions.limit()) {
      int length = extensions.getShort(at + 2) & 0xffff;
      if ((extensions.getShort(at) & 0xffff) == type) {
        return Optional.of(extensions.slice(at + EXTENSION_HEADER, length));
      }
      at += EXTENSION_HEADER + length;
    }
    return Optional.empty();
  }

  /** The one list that an extension consists of, behind a length of one byte. */
  ByteBuffer list8(int type) {
    return extension(type).map(data -> list(data, 1)).orElse(NOTHING);
  }

  /** The one list that an extension consists of, behind a length of two bytes. */
  ByteBuffer list16(int type) {
    return extension(type).map(data -> list(data, 2)).orElse(NOTHING);
  }

  private static ByteBuffer list(ByteBuffer data, int lengthBytes) {
    if (data.remaining() < lengthBytes) {
      return NOTHING;
    }
    int length = lengthBytes == 1 ? Vectors.number8(data) : Vectors.number16(data);
    return length > data.remaining() ? NOTHING : data.limit(data.position() + length);
  }

  /** The protocols that ALPN offers (RFC 7301), the first first. */
  List<String> protocols() {
    List<String> names = new ArrayList<>();
    ByteBuffer rest = list16(PROTOCOLS);
    while (rest.hasRemaining()) {
      int length = Math.min(Vectors.number8(rest), rest.remaining());
      names.add(StandardCharsets.ISO_8859_1.decode(Vectors.take(rest, length)).toString());
    }
    return names;
  }
}
