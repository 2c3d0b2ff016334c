package io.sekisho.proxy.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.egress.Approach;
import io.sekisho.proxy.egress.Destination;
import io.sekisho.proxy.egress.EarlyBytes;
import io.sekisho.proxy.egress.NextHop;
import io.sekisho.proxy.relay.RelayEnd;
import io.sekisho.rules.indicator.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the gate lets pass. The first of it has the server dialled, and waits with all that
 * follows until the relay begins.
 */
final class Passage extends ChannelInboundHandlerAdapter implements Approach.Traveller {
  private final DivertedFlow flow;
  private final Inquiry inquiry;
  private ByteBuf held = Unpooled.EMPTY_BUFFER;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Approach approach;
  private boolean over;

  Passage(DivertedFlow flow, Inquiry inquiry) {
    this.flow = flow;
    this.inquiry = inquiry;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
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
    if (held.readableBytes() >= flow.limits().held()) {
      ctx.channel().config().setAutoRead(false);
    }
    if (approach == null) {
      approach = approach();
      approach.clear();
    }
  }

  /** By now the gate has learnt what the client calls the destination, if it says so at all. */
  private Approach approach() {
    Endpoint original = flow.to().original();
    Endpoint authority =
        inquiry.serverName().map(name -> new Endpoint(name, original.port())).orElse(original);
    return new Approach(
        flow.service().outbound(),
        flow.client(),
        inquiry,
        new Destination(authority, flow.to()),
        this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  @Override
  public boolean isOver() {
    return over || !flow.client().isActive();
  }

  @Override
  public void cleared(NextHop hop) {
    if (approach != null) {
      approach.dial(hop);
    }
  }

  @Override
  public void connected(Channel server) {
    flow.count(server);
    flow.join(inquiry, server);
    server.pipeline().remove(EarlyBytes.class);
    RelayEnd.start(server);
    if (context != null) {
      goOn(context);
    }
  }

  private void goOn(ChannelHandlerContext ctx) {
    ByteBuf early = held;
    held = Unpooled.EMPTY_BUFFER;
    ctx.pipeline().remove(this);
    ctx.fireChannelRead(early);
    ctx.fireChannelReadComplete();
    RelayEnd.start(flow.client());
  }

  @Override
  public void stopped(Action action) {
    ByteBuf said = held;
    held = Unpooled.EMPTY_BUFFER;
    flow.end(inquiry, action, said);
  }

  @Override
  public void refused(RefusalReason reason, String detail) {
    flow.refuse(inquiry, reason, detail);
  }
}
