package io.sekisho.proxy.egress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps what happens on a new connection until somebody takes it over: a server may speak first, or
 * end or reset the connection at once, and the transport reports an early FIN even where auto-read
 * is off. Removing this handler replays everything to the handlers behind it, in order.
 */
public final class EarlyBytes extends ChannelInboundHandlerAdapter {
  private final Deque<Runnable> events = new ArrayDeque<>();
  private final Deque<Object> reads = new ArrayDeque<>();
  private boolean replayed;

  /** Replays what was kept for whoever takes the channel over; nothing, where it is lost. */
  public static void handOver(Channel channel) {
    EarlyBytes early = channel.pipeline().get(EarlyBytes.class);
    if (early != null) {
      channel.pipeline().remove(early);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    reads.add(message);
    events.add(
        () -> {
          reads.remove();
          ctx.fireChannelRead(message);
        });
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    events.add(ctx::fireChannelReadComplete);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    events.add(() -> ctx.fireUserEventTriggered(event));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    events.add(() -> ctx.fireExceptionCaught(cause));
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    events.add(ctx::fireChannelInactive);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (!replayed) {
      replayed = true;
      while (!events.isEmpty()) {
        events.remove().run();
      }
    }
  }

  /** Frees what was kept for nobody, when the connection is given up before it is taken over. */
  public void discard() {
    replayed = true;
    events.clear();
    reads.forEach(ReferenceCountUtil::release);
    reads.clear();
  }
}
