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
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The kernel interface that channels and their event loops use. */
public enum Transport {
  EPOLL(EpollServerSocketChannel.class, EpollSocketChannel.class, EpollDatagramChannel.class),
  NIO(NioServerSocketChannel.class, NioSocketChannel.class, NioDatagramChannel.class);

  private final Class<? extends ServerSocketChannel> server;
  private final Class<? extends SocketChannel> socket;
  private final Class<? extends DatagramChannel> datagram;

  Transport(
      Class<? extends ServerSocketChannel> server,
      Class<? extends SocketChannel> socket,
      Class<? extends DatagramChannel> datagram) {
    this.server = server;
    this.socket = socket;
    this.datagram = datagram;
  }

  /** Epoll where the kernel and the native library have it, else NIO. */
  public static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  /** Event loops of this transport, one thread each. */
  public EventLoopGroup eventLoops(int threads) {
    IoHandlerFactory handlers =
        switch (this) {
          case EPOLL -> EpollRegistrationOrder.of(EpollIoHandler.newFactory());
          case NIO -> NioIoHandler.newFactory();
        };
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory("sekisho-loop", true), handlers);
  }

  public Class<? extends ServerSocketChannel> serverChannel() {
    return server;
  }

  public Class<? extends SocketChannel> socketChannel() {
    return socket;
  }

  public Class<? extends DatagramChannel> datagramChannel() {
    return datagram;
  }
}
