package io.sekisho.proxy.ending;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.sekisho.proxy.Deadline;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Closes a connection whose client may still be sending: ends our side, then reads and drops what
 * comes until the client ends its own. Closing at once would make the kernel answer those bytes
 * with RST, which can destroy the response on its way (RFC 9112, 9.6). Bounded in time and bytes.
 */
public final class LingeringClose extends ChannelInboundHandlerAdapter {
  private static final Duration LINGER = Duration.ofSeconds(2);
  private static final long MAX_BYTES = 1 << 20;

  private final Channel channel;
  private final Deadline deadline;
  private boolean clientEnded;
  private boolean flushed;
  private long dropped;

  private LingeringClose(Channel channel) {
    this.channel = channel;
    this.deadline = new Deadline(channel.eventLoop());
    this.clientEnded = ((DuplexChannel) channel).isInputShutdown();
  }

  /**
   * Takes over a connection that nothing reads from.
   *
   * @param takingTime how long the client may take over what is on its way to it
   * @param tooSlow called where that was not enough
   */
  public static void of(Channel channel, Duration takingTime, Runnable tooSlow) {
    if (channel.isActive()) {
      LingeringClose closing = new LingeringClose(channel);
      channel.pipeline().addLast(closing);
      closing.begin(takingTime, tooSlow);
    }
  }

  private void begin(Duration takingTime, Runnable tooSlow) {
    deadline.in(
        takingTime,
        () -> {
          tooSlow.run();
          channel.close();
        });
    endMessages().addListener(this::flushed);
    channel.config().setAutoRead(true);
  }

  /** What was written goes out, and behind it the word that ends TLS, where that is spoken. */
  private ChannelFuture endMessages() {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    ChannelFuture written = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
    return tls == null ? written : tls.closeOutbound();
  }

  private void flushed(Future<?> flush) {
    flushed = true;
    ((DuplexChannel) channel).shutdownOutput();
    deadline.in(LINGER, channel::close);
    closeIfOver();
  }

  private void closeIfOver() {
    if (flushed && (clientEnded || dropped > MAX_BYTES)) {
      channel.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    dropped += bytes.readableBytes();
    bytes.release();
    closeIfOver();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      clientEnded = true;
      closeIfOver();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    deadline.cancel();
  }
}
