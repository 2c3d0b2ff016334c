package io.sekisho.proxy.tls;

import io.netty.buffer.Unpooled;

/** What a test expects of a reading. */
final class Readings {
  private Readings() {}

  /** The hello that was read; fails for all else. */
  static HelloReading.Cases<ClientHello> hello() {
    return new HelloReading.Cases<>(
        () -> {
          throw new AssertionError("needs more");
        },
        () -> {
          throw new AssertionError("not TLS");
        },
        fault -> {
          throw new AssertionError(fault.reason());
        },
        () -> {
          throw new AssertionError("too long");
        },
        hello -> hello);
  }

  /** The hello that these bytes begin with. */
  static ClientHello hello(byte[] wire) {
    return new HelloReader(1 << 16).read(Unpooled.wrappedBuffer(wire)).fold(hello());
  }
}
