package io.sekisho.proxy.relay;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.sekisho.proxy.Deadline;
import io.sekisho.proxy.Sockets;
import java.util.Optional;

/**
 * One end of a relay: passes on to the other end what it reads here, and no faster than that end
 * takes it. FIN is passed on as FIN and lets the other direction go on; a reset is passed on as a
 * reset. Both ends run on one event loop.
 */
public final class RelayEnd extends ChannelInboundHandlerAdapter {
  private final Channel other;
  private final Deadline idle;
  private boolean inputEnded;
  private boolean outputEnded;
  private boolean broken;

  private RelayEnd(Channel other, Deadline idle) {
    this.other = other;
    this.idle = idle;
  }

  /**
   * Relays between two channels from now on. A FIN that came in before counts too.
   *
   * @param a what it still holds back is to be replayed by the caller after this call
   * @param idle is postponed whenever something moves either way, and cancelled in the end
   */
  public static void join(Channel a, Channel b, Deadline idle) {
    a.pipeline().addLast(new RelayEnd(b, idle));
    b.pipeline().addLast(new RelayEnd(a, idle));
  }

  /**
   * Parts a channel from the one that it was joined with: what happens to one of them concerns the
   * other no more.
   *
   * @return that other one
   */
  public static Optional<Channel> part(Channel end) {
    RelayEnd here = end.pipeline().get(RelayEnd.class);
    if (here == null) {
      return Optional.empty();
    }
    here.idle.cancel();
    leave(end);
    leave(here.other);
    return Optional.of(here.other);
  }

  private static void leave(Channel end) {
    if (end.pipeline().get(RelayEnd.class) != null) {
      end.pipeline().remove(RelayEnd.class);
    }
  }

  /** Lets bytes flow at this end, whose handlers are in place. It may have been lost meanwhile. */
  public static void start(Channel end) {
    if (!end.isOpen()) {
      end.pipeline().fireChannelInactive();
      return;
    }
    if (((DuplexChannel) end).isInputShutdown()) {
      end.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }
    end.config().setAutoRead(true);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    idle.postpone();
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
    idle.postpone();
    other.config().setAutoRead(ctx.channel().isWritable());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !inputEnded && !broken) {
      inputEnded = true;
      passOnFin(ctx.channel());
    }
  }

  /** Ends the output of the other end behind all that still waits to go out there. */
  private void passOnFin(Channel here) {
    other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> endOutputOfOther());
    closeIfOver(here);
  }

  private void endOutputOfOther() {
    RelayEnd opposite = other.pipeline().get(RelayEnd.class);
    if (opposite == null) {
      return;
    }
    opposite.outputEnded = true;
    if (opposite.inputEnded) {
      Sockets.close(other);
    } else {
      Sockets.endOutput((DuplexChannel) other);
    }
  }

  private void closeIfOver(Channel here) {
    if (inputEnded && outputEnded) {
      Sockets.close(here);
    }
  }

  /** The transport reports the end of input after a reset too: that is no FIN. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    broken = true;
    Sockets.reset(ctx.channel());
  }

  /** Whoever said all that it had to say before it went has its last bytes delivered. */
  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!other.isActive()) {
      idle.cancel();
    }
    if (inputEnded) {
      other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> Sockets.close(other));
    } else {
      Sockets.reset(other);
    }
  }
}
