package io.sekisho.proxy.tls;

import io.sekisho.proxy.Fault;
import io.sekisho.rules.indicator.Host;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The structure of one complete ClientHello (RFC 8446, 4.1.2), read strictly: all lengths agree, no
 * extension stands twice, and the server name is one host name.
 */
final class ClientHelloParser {
  private static final int HANDSHAKE_HEADER = 4;
  private static final int VERSION_AND_RANDOM = 34;
  private static final int SERVER_NAME = 0;
  private static final int HOST_NAME = 0;
  private static final int ENCRYPTED_CLIENT_HELLO = 0xfe0d;

  private final ByteBuffer in;
  private @Nullable Host serverName;
  private boolean offersEch;

  private ClientHelloParser(ByteBuffer in) {
    this.in = in;
  }

  /** Reads a handshake message, its header included. */
  static HelloReading parse(byte[] message) {
    ByteBuffer body = ByteBuffer.wrap(message).position(HANDSHAKE_HEADER).slice();
    ClientHelloParser parser = new ClientHelloParser(body);
    try {
      String fault = parser.hello();
      return fault == null
          ? new HelloReading.Complete(new ClientHello(parser.serverName, parser.offersEch))
          : new HelloReading.Malformed(Fault.of(fault));
    } catch (BufferUnderflowException e) {
      return new HelloReading.Malformed(
          Fault.of("a length in the ClientHello points behind its end"));
    }
  }

  /** Reads all of it; null, or what is wrong. */
  private @Nullable String hello() {
    vector(in, VERSION_AND_RANDOM);
    int sessionId = vector(in, length8(in)).remaining();
    int suites = vector(in, length16(in)).remaining();
    int compressions = vector(in, length8(in)).remaining();
    if (sessionId > 32 || suites < 2 || suites % 2 != 0 || compressions == 0) {
      return "the ClientHello has an illegal session id, cipher suite or compression list";
    }
    if (!in.hasRemaining()) {
      return null;
    }
    ByteBuffer extensions = vector(in, length16(in));
    return in.hasRemaining() ? "bytes follow the extensions" : extensions(extensions);
  }

  private @Nullable String extensions(ByteBuffer extensions) {
    Set<Integer> seen = new HashSet<>();
    while (extensions.hasRemaining()) {
      int type = length16(extensions);
      ByteBuffer data = vector(extensions, length16(extensions));
      if (!seen.add(type)) {
        return "an extension stands twice";
      }
      String fault = type == SERVER_NAME ? serverName(data) : null;
      if (fault != null) {
        return fault;
      }
      offersEch |= type == ENCRYPTED_CLIENT_HELLO;
    }
    return null;
  }

  private @Nullable String serverName(ByteBuffer data) {
    ByteBuffer list = vector(data, length16(data));
    if (data.hasRemaining() || !list.hasRemaining() || length8(list) != HOST_NAME) {
      return "the server name extension is not a list of one host name";
    }
    ByteBuffer name = vector(list, length16(list));
    if (list.hasRemaining()) {
      return "the server name extension has more than one name";
    }
    serverName = Host.parse(StandardCharsets.UTF_8.decode(name)).accepted().orElse(null);
    return serverName == null ? "the server name is not a host name" : null;
  }

  private static int length8(ByteBuffer in) {
    return in.get() & 0xff;
  }

  private static int length16(ByteBuffer in) {
    return in.getShort() & 0xffff;
  }

  private static ByteBuffer vector(ByteBuffer in, int length) {
    if (length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer vector = in.slice(in.position(), length);
    in.position(in.position() + length);
    return vector;
  }
}
