package io.sekisho.proxy.ending;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.egress.EarlyBytes;
import io.sekisho.proxy.egress.NextHop;
import io.sekisho.proxy.relay.RelayEnd;
import io.sekisho.proxy.relay.TunnelIdle;

/**
 * Stands on the client's side of a hostile tunnel until the sinkhole is there, and keeps what the
 * client has said and says meanwhile. The sinkhole gets that first, and then it is a relay like any
 * other.
 */
final class SinkingTunnel extends ChannelInboundHandlerAdapter implements Sinkhole.Guest {
  private final Channel client;
  private final Limits limits;
  private final Runnable onIdle;
  private ByteBuf held;
  private boolean over;

  /**
   * One flow.
   *
   * @param said what the client has said so far
   * @param onIdle told when nothing has moved for too long
   */
  SinkingTunnel(Channel client, ByteBuf said, Limits limits, Runnable onIdle) {
    this.client = client;
    this.held = said;
    this.limits = limits;
    this.onIdle = onIdle;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    ctx.channel().config().setAutoRead(false);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    over = true;
    held.release();
    held = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, (ByteBuf) message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  @Override
  public boolean isOver() {
    return over || !client.isActive();
  }

  @Override
  public void arrived(Channel sinkhole, NextHop hop) {
    RelayEnd.join(
        client, sinkhole, TunnelIdle.of(client, sinkhole, limits.tunnelIdleTime(), onIdle));
    EarlyBytes.handOver(sinkhole);
    RelayEnd.start(sinkhole);
    goOn(client.pipeline().context(this));
    RelayEnd.start(client);
  }

  private void goOn(ChannelHandlerContext ctx) {
    ByteBuf early = held;
    held = Unpooled.EMPTY_BUFFER;
    ctx.pipeline().remove(this);
    if (early.isReadable()) {
      ctx.fireChannelRead(early);
      ctx.fireChannelReadComplete();
    } else {
      early.release();
    }
  }

  @Override
  public void lost() {
    Sockets.reset(client);
  }
}
