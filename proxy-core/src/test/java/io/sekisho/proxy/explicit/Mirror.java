package io.sekisho.proxy.explicit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.DelimiterBasedFrameDecoder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A server on loopback for many connections at once, on one thread: answers each request with its
 * own path, or sends back whatever comes. Requests below {@code /late} wait for {@link #release}.
 */
final class Mirror implements AutoCloseable {
  private static final int BACKLOG = 4_096;
  private static final int LONGEST_HEAD = 8_192;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("mirror", true), NioIoHandler.newFactory());
  private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();
  private final Channel paths;
  private final Channel bytes;

  Mirror() {
    paths = bind(new Heads());
    bytes = bind(new Bytes());
  }

  private Channel bind(ChannelInitializer<Channel> initializer) {
    return new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .childHandler(initializer)
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .syncUninterruptibly()
        .channel();
  }

  /** Where requests are answered with their paths. */
  String pathsAt(String host) {
    return host + ":" + port(paths);
  }

  /** Where bytes are sent back as they come. */
  String bytesAt(String host) {
    return host + ":" + bytesPort();
  }

  int bytesPort() {
    return port(bytes);
  }

  private static int port(Channel listener) {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** How many requests wait. */
  int waiting() {
    return late.size();
  }

  /** Answers those that wait. */
  void release() {
    for (Runnable answer = late.poll(); answer != null; answer = late.poll()) {
      answer.run();
    }
  }

  @Override
  public void close() {
    loop.shutdownGracefully();
  }

  private final class Heads extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      ByteBuf end = Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII);
      channel.pipeline().addLast(new DelimiterBasedFrameDecoder(LONGEST_HEAD, end), new Paths());
    }
  }

  private final class Paths extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf head) {
      String path = head.toString(StandardCharsets.US_ASCII).split(" ", 3)[1];
      if (path.startsWith("/late")) {
        late.add(() -> answer(ctx, path));
      } else {
        answer(ctx, path);
      }
    }

    private void answer(ChannelHandlerContext ctx, String path) {
      String response = "HTTP/1.1 200 OK\r\nContent-Length: " + path.length() + "\r\n\r\n" + path;
      ctx.writeAndFlush(Unpooled.copiedBuffer(response, StandardCharsets.US_ASCII));
    }
  }

  private static final class Bytes extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel.pipeline().addLast(new Echo());
    }
  }

  private static final class Echo extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf received) {
      ctx.writeAndFlush(received.retain());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable reset) {
      ctx.close();
    }
  }
}
