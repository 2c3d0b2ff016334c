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
  private static final int RANDOM = 32;
  private static final int HOST_NAME = 0;
  private static final ByteBuffer NO_EXTENSIONS = ByteBuffer.allocate(0);

  private final ByteBuffer in;
  private @Nullable Host serverName;
  private int version;
  private ByteBuffer suites = NO_EXTENSIONS;
  private ByteBuffer extensions = NO_EXTENSIONS;

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
          ? new HelloReading.Complete(parser.read())
          : new HelloReading.Malformed(Fault.of(fault));
    } catch (BufferUnderflowException e) {
      return new HelloReading.Malformed(
          Fault.of("a length in the ClientHello points behind its end"));
    }
  }

  private ClientHello read() {
    return new ClientHello(new HelloMessage(version, suites, extensions), serverName);
  }

  /** Reads all of it; null, or what is wrong. */
  private @Nullable String hello() {
    version = Vectors.number16(in);
    Vectors.take(in, RANDOM);
    int sessionId = Vectors.vector8(in).remaining();
    suites = Vectors.vector16(in);
    int compressions = Vectors.vector8(in).remaining();
    if (sessionId > 32
        || suites.remaining() < 2
        || suites.remaining() % 2 != 0
        || compressions == 0) {
      return "the ClientHello has an illegal session id, cipher suite or compression list";
    }
    if (!in.hasRemaining()) {
      return null;
    }
    extensions = Vectors.vector16(in);
    return in.hasRemaining() ? "bytes follow the extensions" : extensions(extensions.duplicate());
  }

  private @Nullable String extensions(ByteBuffer rest) {
    Set<Integer> seen = new HashSet<>();
    while (rest.hasRemaining()) {
      int type = Vectors.number16(rest);
      ByteBuffer data = Vectors.vector16(rest);
      if (!seen.add(type)) {
        return "an extension stands twice";
      }
      String fault = type == HelloMessage.SERVER_NAME ? serverName(data) : null;
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private @Nullable String serverName(ByteBuffer data) {
    ByteBuffer list = Vectors.vector16(data);
    if (data.hasRemaining() || !list.hasRemaining() || Vectors.number8(list) != HOST_NAME) {
      return "the server name extension is not a list of one host name";
    }
    ByteBuffer name = Vectors.vector16(list);
    if (list.hasRemaining()) {
      return "the server name extension has more than one name";
    }
    serverName = Host.parse(StandardCharsets.UTF_8.decode(name)).accepted().orElse(null);
    return serverName == null ? "the server name is not a host name" : null;
  }
}
