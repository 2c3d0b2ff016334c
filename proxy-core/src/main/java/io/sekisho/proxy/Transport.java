package io.sekisho.proxy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.channels.spi.SelectorProvider;

/** The kernel interface that channels and their event loops use. */
public enum Transport {
  EPOLL(EpollSocketChannel.class, EpollDatagramChannel.class),
  NIO(NioSocketChannel.class, NioDatagramChannel.class);

  private final Class<? extends SocketChannel> socket;
  private final Class<? extends DatagramChannel> datagram;

  Transport(Class<? extends SocketChannel> socket, Class<? extends DatagramChannel> datagram) {
    this.socket = socket;
    this.datagram = datagram;
  }

  /** Epoll where the kernel and the native library have it, else NIO. */
  public static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  /** How many event loops serve clients: one for each processor. */
  public static int loopCount() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Event loops of this transport, one thread each. */
  public EventLoopGroup eventLoops(int threads) {
    IoHandlerFactory handlers =
        switch (this) {
          case EPOLL -> EpollChanges.of(EpollIoHandler.newFactory());
          case NIO -> NioIoHandler.newFactory();
        };
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory("sekisho-loop", true), handlers);
  }

  /**
   * A new listener for this address. One for an IPv4 address takes IPv4 alone, {@code 0.0.0.0}
   * included; {@code ::} takes both families.
   */
  public ServerSocketChannel listener(InetAddress address) {
    return switch (this) {
      case EPOLL -> new EpollServerSocketChannel(familyOf(address));
      case NIO -> new NioServerSocketChannel(SelectorProvider.provider(), familyOf(address));
    };
  }

  /** A new connection for this address; one for IPv4 does without the detour by IPv6. */
  public SocketChannel socket(InetAddress address) {
    return switch (this) {
      case EPOLL -> new EpollSocketChannel(familyOf(address));
      case NIO -> new NioSocketChannel(SelectorProvider.provider(), familyOf(address));
    };
  }

  private static SocketProtocolFamily familyOf(InetAddress address) {
    return address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
  }

  public Class<? extends SocketChannel> socketChannel() {
    return socket;
  }

  public Class<? extends DatagramChannel> datagramChannel() {
    return datagram;
  }
}
