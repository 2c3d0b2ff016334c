package io.sekisho.proxy.tls;

import java.nio.BufferUnderflowException;
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
      Vectors.vector16(rest);
    }
  }

  boolean has(int extension) {
    return extension(extension).isPresent();
  }

  /** What an extension holds. */
  Optional<ByteBuffer> extension(int type) {
    ByteBuffer rest = extensions.duplicate();
    while (rest.hasRemaining()) {
      int found = Vectors.number16(rest);
      ByteBuffer data = Vectors.vector16(rest);
      if (found == type) {
        return Optional.of(data);
      }
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
    try {
      return lengthBytes == 1 ? Vectors.vector8(data) : Vectors.vector16(data);
    } catch (BufferUnderflowException e) {
      return NOTHING;
    }
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
