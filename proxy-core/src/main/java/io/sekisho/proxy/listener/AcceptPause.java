package io.sekisho.proxy.listener;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a listener rest that cannot accept, for want of a file to open as a rule: the kernel would
 * report the connections that wait again and again. They stay in its queue, and those that are open
 * go on. Stands on one listener's channel.
 */
final class AcceptPause extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(AcceptPause.class);
  private static final int SECONDS = 1;

  private boolean failing;

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    Channel listener = ctx.channel();
    if (!failing) {
      failing = true;
      LOG.error(
          "No connection can be accepted on {}, trying again every second: {}",
          listener.localAddress(),
          cause.getMessage());
    }
    listener.config().setAutoRead(false);
    listener
        .eventLoop()
        .schedule(() -> listener.config().setAutoRead(true), SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object accepted) {
    if (failing) {
      failing = false;
      LOG.warn("Connections are accepted on {} again", ctx.channel().localAddress());
    }
    ctx.fireChannelRead(accepted);
  }
}
