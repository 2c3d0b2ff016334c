package io.sekisho.proxy.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.sekisho.proxy.Deadline;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.Undecided;
import io.sekisho.proxy.egress.Dialled;
import org.jspecify.annotations.Nullable;

/**
 * Stands at the beginning of a diverted connection until it is clear what is spoken there: HTTP
 * goes to the engine, all else past the gate for ClientHellos to a relay. Whoever says nothing in
 * time may be waiting for the server to speak, so the server is dialled then, by what is known of
 * the address alone; but if the client is the first to speak after all, that is read like anything
 * else.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {
  private final DivertedFlow flow;
  private final FirstLine line;
  private ByteBuf held = Unpooled.EMPTY_BUFFER;
  private @Nullable Deadline deadline;
  private @Nullable SilentStart silent;
  private boolean over;

  FirstBytes(DivertedFlow flow) {
    this.flow = flow;
    this.line = new FirstLine(flow.limits().requestLine());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    deadline = new Deadline(ctx.channel().eventLoop());
    deadline.in(flow.limits().silentTime(), () -> silent(ctx));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    over = true;
    if (deadline != null) {
      deadline.cancel();
    }
    held.release();
    held = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!held.isReadable() && deadline != null) {
      deadline.in(flow.limits().helloTime(), () -> late(ctx));
    }
    held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, (ByteBuf) message);
    switch (line.read(held)) {
      case NEEDS_MORE -> {}
      case HTTP -> http(ctx);
      case OTHER -> other(ctx);
    }
  }

  /** The client says no more than it has said. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !over) {
      if (held.isReadable()) {
        other(ctx);
      } else if (silent == null) {
        startSilently(ctx);
      } else if (silent.isConnected() && silent.join()) {
        replay(ctx);
      }
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (silent != null) {
      silent.abandon();
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private void silent(ChannelHandlerContext ctx) {
    flow.service().intake().reached(Limit.SILENT_TIME);
    startSilently(ctx);
  }

  private void startSilently(ChannelHandlerContext ctx) {
    flow.judge(() -> handOver(ctx))
        .filter(inquiry -> mayBeSilent(inquiry))
        .ifPresent(
            inquiry -> {
              silent =
                  new SilentStart(
                      flow,
                      inquiry,
                      new SilentStart.Outcome(
                          () -> replay(ctx), action -> flow.end(inquiry, action, handOver(ctx))));
              endIfNobodySpeaks(ctx);
              silent.start();
            });
  }

  private void endIfNobodySpeaks(ChannelHandlerContext ctx) {
    if (deadline != null) {
      deadline.in(
          flow.limits().tunnelIdleTime(),
          () -> {
            flow.service().intake().reached(Limit.TUNNEL_IDLE_TIME);
            ctx.close();
          });
    }
  }

  private boolean mayBeSilent(Inquiry inquiry) {
    if (inquiry.undecided(Undecided.SILENT) == Undecided.Handling.RESET) {
      inquiry.judged();
      Sockets.reset(flow.client());
      return false;
    }
    return true;
  }

  /** What could still be a request is left to the engine, which knows how long one may take. */
  private void late(ChannelHandlerContext ctx) {
    flow.service().intake().reached(Limit.HELLO_TIME);
    http(ctx);
  }

  private void http(ChannelHandlerContext ctx) {
    if (silent != null) {
      silent.giveUp();
    }
    flow.speakHttp();
    replay(ctx);
  }

  private void other(ChannelHandlerContext ctx) {
    if (silent != null && goesWhereItWanted() && silent.join()) {
      replay(ctx);
      return;
    }
    if (silent != null) {
      silent.giveUp();
    }
    flow.judge(() -> handOver(ctx))
        .ifPresent(
            inquiry -> {
              ctx.pipeline().addLast(flow.gate(inquiry), new Passage(flow, inquiry));
              replay(ctx);
            });
  }

  /** Else the name that it has now given has to be looked up. */
  private boolean goesWhereItWanted() {
    return flow.to().dialled() == Dialled.ORIGINAL;
  }

  /** What came in, which is the caller's from here on, like the connection. */
  private ByteBuf handOver(ChannelHandlerContext ctx) {
    ByteBuf early = held;
    held = Unpooled.EMPTY_BUFFER;
    if (!ctx.isRemoved()) {
      ctx.pipeline().remove(this);
    }
    return early;
  }

  /** Leaves the connection to the handlers behind, with all that came in. */
  private void replay(ChannelHandlerContext ctx) {
    ByteBuf early = handOver(ctx);
    if (early.isReadable()) {
      ctx.fireChannelRead(early);
      ctx.fireChannelReadComplete();
    } else {
      early.release();
    }
  }
}
