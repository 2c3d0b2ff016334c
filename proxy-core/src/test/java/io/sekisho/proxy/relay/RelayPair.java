package io.sekisho.proxy.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.sekisho.proxy.Deadline;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Two blocking sockets with a relay between them: what one writes the other reads. The kernel's
 * buffers are small, so that back-pressure comes early.
 */
final class RelayPair implements AutoCloseable {
  private static final int KERNEL_BUFFER = 16 * 1024;
  private static final int PATIENCE_MILLIS = 10_000;

  private final EventLoopGroup loops;
  private final List<Channel> ends;
  private final Socket left;
  private final Socket right;

  private RelayPair(EventLoopGroup loops, List<Channel> ends, Socket left, Socket right) {
    this.loops = loops;
    this.ends = ends;
    this.left = left;
    this.right = right;
  }

  /**
   * How to relay.
   *
   * @param idleTime an idle relay is ended after this; zero for never
   * @param held bytes that wait in the relay, at which it stops reading
   */
  record Setup(Transport transport, Duration idleTime, int held) {
    static Setup of(Transport transport) {
      return new Setup(transport, Duration.ZERO, 64 * 1024);
    }

    Setup withIdleTime(Duration idleTime) {
      return new Setup(transport, idleTime, held);
    }

    /** Takes so much that it has read a FIN long before it has passed on what came before. */
    Setup withGreed() {
      return new Setup(transport, idleTime, 16 * 1024 * 1024);
    }

    private WriteBufferWaterMark waterMark() {
      return new WriteBufferWaterMark(held / 2, held);
    }
  }

  static RelayPair open(Transport transport) throws Exception {
    return open(Setup.of(transport));
  }

  static RelayPair open(Setup setup) throws Exception {
    return open(setup, setup.transport().eventLoops(1));
  }

  static RelayPair open(Setup setup, EventLoopGroup loops) throws Exception {
    Transport transport = setup.transport();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket origin = new ServerSocket()) {
      origin.setReceiveBufferSize(KERNEL_BUFFER);
      origin.bind(new InetSocketAddress(loopback, 0), 1);
      Accepting accepting = new Accepting();
      Channel listener =
          new ServerBootstrap()
              .group(loops)
              .channelFactory(() -> transport.listener(InetAddress.getLoopbackAddress()))
              .childOption(ChannelOption.AUTO_READ, false)
              .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
              .childOption(ChannelOption.SO_SNDBUF, KERNEL_BUFFER)
              .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, setup.waterMark())
              .childHandler(accepting)
              .bind(loopback, 0)
              .sync()
              .channel();
      Socket left = connected((InetSocketAddress) listener.localAddress());
      Channel server =
          new Bootstrap()
              .group(loops)
              .channel(transport.socketChannel())
              .option(ChannelOption.AUTO_READ, false)
              .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
              .option(ChannelOption.SO_SNDBUF, KERNEL_BUFFER)
              .option(ChannelOption.WRITE_BUFFER_WATER_MARK, setup.waterMark())
              .handler(new ChannelInboundHandlerAdapter())
              .connect(origin.getLocalSocketAddress())
              .sync()
              .channel();
      Socket right = origin.accept();
      right.setSoTimeout(PATIENCE_MILLIS);
      Channel client = accepting.await();
      listener.close().sync();
      client.eventLoop().submit(() -> relay(client, server, setup.idleTime())).sync();
      return new RelayPair(loops, List.of(client, server), left, right);
    }
  }

  private static Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(KERNEL_BUFFER);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(to);
    return socket;
  }

  private static void relay(Channel client, Channel server, Duration idleTime) {
    Deadline idle = new Deadline(client.eventLoop());
    idle.in(
        idleTime.isZero() ? Duration.ofHours(1) : idleTime,
        () -> {
          Sockets.reset(client);
          Sockets.reset(server);
        });
    RelayEnd.join(client, server, idle);
    RelayEnd.start(server);
    RelayEnd.start(client);
  }

  Socket left() {
    return left;
  }

  Socket right() {
    return right;
  }

  /** Waits until the relay has closed both its channels. */
  void awaitClosed() throws Exception {
    for (Channel end : ends) {
      if (!end.closeFuture().await(PATIENCE_MILLIS)) {
        throw new TimeoutException("still open: " + end);
      }
    }
  }

  @Override
  public void close() throws IOException {
    left.close();
    right.close();
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Takes the one connection that comes. */
  private static final class Accepting extends ChannelInitializer<SocketChannel> {
    private final CountDownLatch accepted = new CountDownLatch(1);
    private volatile @Nullable Channel channel;

    @Override
    protected void initChannel(SocketChannel accepted) {
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
