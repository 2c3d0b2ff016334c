package io.sekisho.proxy.ending;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.sekisho.proxy.Sockets;
import java.time.Duration;

/**
 * A client that waits for an answer which never comes, or never comes to its end. What it sends is
 * read and thrown away, so that its end is heard; beyond a bound nothing more is read, and it has
 * to wait for that too. Confined to the event loop.
 */
final class Held extends ChannelInboundHandlerAdapter {
  private final Channel client;
  private final Drip drip;
  private final long endNanos;
  private int dripped;
  private int unread;

  /**
   * A client that has not begun to wait.
   *
   * @param time after which it is let go
   * @param readable how many bytes are read of it at the most, give or take one reading
   */
  Held(Channel client, Drip drip, Duration time, int readable) {
    this.client = client;
    this.drip = drip;
    this.endNanos = client.eventLoop().ticker().nanoTime() + time.toNanos();
    this.unread = readable;
  }

  /** Takes over a connection that nothing reads from. */
  void begin() {
    client.pipeline().addLast(this);
    if (client instanceof DuplexChannel duplex && duplex.isInputShutdown()) {
      end();
    } else {
      client.config().setAutoRead(true);
    }
  }

  /** It is this one's turn on the wheel. */
  void turn(long now) {
    if (now - endNanos >= 0) {
      end();
    } else if (drip.goesOnAfter(dripped) && hasTakenAll()) {
      byte next = drip.at(dripped);
      dripped++;
      client.writeAndFlush(client.alloc().buffer(1).writeByte(next), client.voidPromise());
    }
  }

  /** Nothing piles up for a client that reads nothing. */
  private boolean hasTakenAll() {
    return client.unsafe().outboundBuffer() == null || client.unsafe().outboundBuffer().isEmpty();
  }

  /** Lets the client go. What has begun must not look as if it were whole. */
  void end() {
    if (dripped > 0) {
      Sockets.reset(client);
    } else {
      Sockets.close(client);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    unread -= bytes.readableBytes();
    bytes.release();
    if (unread <= 0) {
      client.config().setAutoRead(false);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      end();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
