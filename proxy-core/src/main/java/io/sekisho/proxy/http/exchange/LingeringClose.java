package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.sekisho.proxy.http.MessageDecoder;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client may still be sending: ends our side, then reads and drops what
 * comes until the client ends its own. Closing at once would make the kernel answer those bytes
 * with RST, which can destroy the response on its way (RFC 9112, 9.6). Bounded in time and bytes.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
  private static final long MAX_MILLIS = 2_000;
  private static final long MAX_BYTES = 1 << 20;

  private long dropped;

  private LingeringClose() {}

  static void of(Channel channel, MessageDecoder<?> decoder) {
    decoder.handOver().release();
    if (!channel.isActive()) {
      return;
    }
    boolean clientEnded = ((DuplexChannel) channel).isInputShutdown();
    channel.pipeline().addLast(new LingeringClose());
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            flushed -> {
              if (clientEnded || !flushed.isSuccess()) {
                channel.close();
              } else {
                ((DuplexChannel) channel).shutdownOutput();
                channel
                    .eventLoop()
                    .schedule(() -> channel.close(), MAX_MILLIS, TimeUnit.MILLISECONDS);
              }
            });
    channel.config().setAutoRead(true);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    dropped += bytes.readableBytes();
    bytes.release();
    if (dropped > MAX_BYTES) {
      ctx.close();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      ctx.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> ctx.close());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
