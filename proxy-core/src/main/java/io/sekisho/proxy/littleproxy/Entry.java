package io.sekisho.proxy.littleproxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way in to a LittleProxy: stands on its listener, keeps that from being bound, and has it
 * accept what is brought. So there is no port by which anybody else could come in.
 */
final class Entry extends ChannelOutboundHandlerAdapter {
  static final AttributeKey<Gate> GATE = AttributeKey.valueOf(Entry.class, "gate");

  private volatile @Nullable ChannelHandlerContext context;

  @Override
  public void bind(ChannelHandlerContext ctx, SocketAddress local, ChannelPromise promise) {
    context = ctx;
    promise.setSuccess();
  }

  /** Brings a client, whose gate is known. From any thread. */
  void accept(InnerChannel client, Gate gate) {
    client.attr(GATE).set(gate);
    Objects.requireNonNull(context).pipeline().fireChannelRead(client);
  }
}
