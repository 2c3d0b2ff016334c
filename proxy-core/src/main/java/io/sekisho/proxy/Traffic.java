package io.sekisho.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.LongAdder;

/** How many bytes clients and servers have sent. For all threads. */
public final class Traffic {
  private final LongAdder toServers = new LongAdder();
  private final LongAdder toClients = new LongAdder();
  private final ChannelHandler fromClient = new Counting(toServers);
  private final ChannelHandler fromServer = new Counting(toClients);

  /** Bytes that came from clients since the start. */
  public long toServers() {
    return toServers.sum();
  }

  /** Bytes that came from servers since the start. */
  public long toClients() {
    return toClients.sum();
  }

  /** Counts what a client's channel receives. */
  public ChannelHandler fromClient() {
    return fromClient;
  }

  /** Counts what a server's channel receives. */
  public ChannelHandler fromServer() {
    return fromServer;
  }

  @Sharable
  private static final class Counting extends ChannelInboundHandlerAdapter {
    private final LongAdder count;

    Counting(LongAdder count) {
      this.count = count;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      count.add(((ByteBuf) message).readableBytes());
      ctx.fireChannelRead(message);
    }
  }
}
