package io.sekisho.proxy.relay;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.explicit.Await;
import io.sekisho.proxy.relay.RelayPair.Setup;
import java.io.File;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One event loop, on which relays follow each other. At the end it has to be as it was in the
 * beginning: no descriptor open, no buffer in use.
 */
final class Loops implements AutoCloseable {
  private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
  private final Transport transport;
  private final EventLoopGroup group;
  private final int descriptors;

  private Loops(Transport transport, EventLoopGroup group, int descriptors) {
    this.transport = transport;
    this.group = group;
    this.descriptors = descriptors;
  }

  static Loops of(Transport transport) throws Exception {
    EventLoopGroup group = transport.eventLoops(1);
    openWhatAnEventLoopOpensOnce(transport, group);
    return new Loops(transport, group, descriptors());
  }

  private static void openWhatAnEventLoopOpensOnce(Transport transport, EventLoopGroup group)
      throws Exception {
    RelayPair.connect(Setup.of(transport), group).start().close();
  }

  static Stream<Transport> transports() {
    return Epoll.isAvailable()
        ? Stream.of(Transport.EPOLL, Transport.NIO)
        : Stream.of(Transport.NIO);
  }

  Setup setup() {
    return Setup.of(transport).withBuffers(buffers);
  }

  /** Two peers whose relay has not begun yet. */
  RelayPair connect() throws Exception {
    return RelayPair.connect(setup(), group);
  }

  RelayPair open() throws Exception {
    return open(setup());
  }

  RelayPair open(Setup setup) throws Exception {
    return RelayPair.connect(setup, group).start();
  }

  /** Bytes in buffers of the relay. */
  long held() {
    return buffers.metric().usedDirectMemory() + buffers.metric().usedHeapMemory();
  }

  private static int descriptors() {
    String[] open = new File("/proc/self/fd").list();
    return open == null ? 0 : open.length;
  }

  @Override
  public void close() {
    Await.until("no buffer is in use", () -> held() == 0);
    Await.until("no descriptor is left", () -> descriptors() <= descriptors);
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
