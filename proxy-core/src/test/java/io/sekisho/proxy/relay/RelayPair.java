package io.sekisho.proxy.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.sekisho.proxy.Deadline;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.egress.EarlyBytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Two sockets with a relay between them: what one writes the other reads. The relay's channels are
 * as they are in the proxy; the kernel's buffers are small, so that back-pressure comes early.
 */
final class RelayPair implements AutoCloseable {
  private static final int KERNEL_BUFFER = 16 * 1024;
  private static final int PATIENCE_MILLIS = 10_000;

  private final Setup setup;
  private final Channel client;
  private final Channel server;
  private final java.nio.channels.SocketChannel left;
  private final java.nio.channels.SocketChannel right;

  private RelayPair(
      Setup setup,
      List<Channel> ends,
      java.nio.channels.SocketChannel left,
      java.nio.channels.SocketChannel right) {
    this.setup = setup;
    this.client = ends.get(0);
    this.server = ends.get(1);
    this.left = left;
    this.right = right;
  }

  /**
   * How to relay.
   *
   * @param idleTime an idle relay is ended after this; zero for never
   * @param held bytes that wait in the relay, at which it stops reading
   */
  record Setup(Transport transport, Duration idleTime, int held, ByteBufAllocator buffers) {
    static Setup of(Transport transport) {
      return new Setup(transport, Duration.ZERO, 64 * 1024, PooledByteBufAllocator.DEFAULT);
    }

    Setup withIdleTime(Duration idleTime) {
      return new Setup(transport, idleTime, held, buffers);
    }

    /** Takes so much that it has read a FIN long before it has passed on what came before. */
    Setup withGreed() {
      return new Setup(transport, idleTime, 16 * 1024 * 1024, buffers);
    }

    Setup withBuffers(ByteBufAllocator buffers) {
      return new Setup(transport, idleTime, held, buffers);
    }

    private Map<ChannelOption<?>, Object> options() {
      return Map.of(
          ChannelOption.AUTO_READ,
          false,
          ChannelOption.ALLOW_HALF_CLOSURE,
          true,
          ChannelOption.ALLOCATOR,
          buffers,
          ChannelOption.SO_SNDBUF,
          KERNEL_BUFFER,
          ChannelOption.WRITE_BUFFER_WATER_MARK,
          new WriteBufferWaterMark(held / 2, held));
    }
  }

  /** Connected both ways, and what comes in waits for {@link #start}. */
  static RelayPair connect(Setup setup, EventLoopGroup loops) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocketChannel origin = ServerSocketChannel.open()) {
      origin.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER);
      origin.bind(new InetSocketAddress(loopback, 0), 1);
      Accepting accepting = new Accepting();
      Channel listener = listen(setup, loops, accepting);
      java.nio.channels.SocketChannel left = connected(listener.localAddress());
      Channel server = dial(setup, loops, origin.getLocalAddress());
      java.nio.channels.SocketChannel right = origin.accept();
      right.socket().setSoTimeout(PATIENCE_MILLIS);
      Channel client = accepting.await();
      listener.close().sync();
      return new RelayPair(setup, List.of(client, server), left, right);
    }
  }

  @SuppressWarnings("unchecked")
  private static Channel listen(Setup setup, EventLoopGroup loops, Accepting accepting)
      throws InterruptedException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(() -> setup.transport().listener(loopback))
            .childHandler(accepting);
    setup
        .options()
        .forEach((option, value) -> bootstrap.childOption((ChannelOption<Object>) option, value));
    return bootstrap.bind(loopback, 0).sync().channel();
  }

  @SuppressWarnings("unchecked")
  private static Channel dial(Setup setup, EventLoopGroup loops, java.net.SocketAddress origin)
      throws InterruptedException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(setup.transport().socketChannel())
            .option(ChannelOption.AUTO_CLOSE, false)
            .handler(new EarlyBytes());
    setup
        .options()
        .forEach((option, value) -> bootstrap.option((ChannelOption<Object>) option, value));
    return bootstrap.connect(origin).sync().channel();
  }

  private static java.nio.channels.SocketChannel connected(java.net.SocketAddress to)
      throws IOException {
    java.nio.channels.SocketChannel socket = java.nio.channels.SocketChannel.open();
    socket.setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER);
    socket.connect(to);
    socket.socket().setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  RelayPair start() throws InterruptedException {
    client.eventLoop().submit(this::relay).sync();
    return this;
  }

  private void relay() {
    Duration time = setup.idleTime().isZero() ? Duration.ofHours(1) : setup.idleTime();
    Deadline idle = TunnelIdle.of(client, server, time, () -> {});
    RelayEnd.join(client, server, idle);
    for (Channel end : List.of(server, client)) {
      EarlyBytes.handOver(end);
      RelayEnd.start(end);
    }
  }

  Socket left() {
    return left.socket();
  }

  Socket right() {
    return right.socket();
  }

  /** Both sockets, as they are. */
  List<java.nio.channels.SocketChannel> sockets() {
    return List.of(left, right);
  }

  /** The relay's own ends. */
  List<Channel> ends() {
    return List.of(client, server);
  }

  /** Waits until the relay has closed both its channels. */
  void awaitClosed() {
    for (Channel end : ends()) {
      if (!end.closeFuture().awaitUninterruptibly(PATIENCE_MILLIS)) {
        throw new AssertionError("still open: " + end);
      }
    }
  }

  @Override
  public void close() throws IOException {
    left.close();
    right.close();
    awaitClosed();
  }

  /** Takes the one connection that comes. */
  private static final class Accepting extends ChannelInitializer<SocketChannel> {
    private final CountDownLatch accepted = new CountDownLatch(1);
    private volatile @Nullable Channel channel;

    @Override
    protected void initChannel(SocketChannel accepted) {
      accepted.pipeline().addLast(new EarlyBytes());
      channel = accepted;
      this.accepted.countDown();
    }

    Channel await() throws InterruptedException, TimeoutException {
      if (!accepted.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new TimeoutException("nobody connected");
      }
      return Objects.requireNonNull(channel);
    }
  }
}
