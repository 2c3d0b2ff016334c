package io.sekisho.proxy.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.sekisho.proxy.Sockets;

/**
 * One end of a relay: passes on to the other end what it reads here, and no faster than that end
 * takes it. FIN is passed on as FIN and lets the other direction go on; a reset is passed on as a
 * reset. Both ends run on one event loop.
 */
public final class RelayEnd extends ChannelInboundHandlerAdapter {
  private final Channel other;
  private boolean inputEnded;
  private boolean finPassedOn;
  private boolean broken;

  private RelayEnd(Channel other) {
    this.other = other;
  }

  /**
   * Relays between two channels from now on. A FIN that came in before counts too.
   *
   * @param a what it still holds back is to be replayed by the caller after this call
   */
  public static void join(Channel a, Channel b) {
    a.pipeline().addLast(new RelayEnd(b));
    b.pipeline().addLast(new RelayEnd(a));
  }

  /** Lets bytes flow at this end, whose handlers are in place. */
  public static void start(Channel end) {
    if (((DuplexChannel) end).isInputShutdown()) {
      end.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }
    end.config().setAutoRead(true);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    other.write(message, other.voidPromise());
    regulate(ctx.channel());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    other.flush();
    regulate(ctx.channel());
  }

  private void regulate(Channel here) {
    if (!other.isWritable()) {
      here.config().setAutoRead(false);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    other.config().setAutoRead(ctx.channel().isWritable());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !inputEnded && !broken) {
      inputEnded = true;
      passOnFin(ctx.channel());
    } else if (event instanceof IdleStateEvent) {
      Sockets.reset(ctx.channel());
    }
  }

  private void passOnFin(Channel here) {
    other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> finPassedOn(here));
  }

  /** Both are closed once nothing is on its way in either direction any more. */
  private void finPassedOn(Channel here) {
    finPassedOn = true;
    RelayEnd opposite = other.pipeline().get(RelayEnd.class);
    if (opposite == null || opposite.finPassedOn) {
      other.close();
      here.close();
    } else {
      ((DuplexChannel) other).shutdownOutput();
    }
  }

  /** The transport reports the end of input after a reset too: that is no FIN. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    broken = true;
    ctx.close();
  }

  /** Whoever said all that it had to say before it went has its last bytes delivered. */
  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (inputEnded) {
      other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    } else {
      Sockets.reset(other);
    }
  }
}
