package io.sekisho.proxy.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.OpenFlow;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.egress.Approach;
import io.sekisho.proxy.egress.Destination;
import io.sekisho.proxy.egress.EarlyBytes;
import io.sekisho.proxy.egress.NextHop;
import io.sekisho.proxy.egress.Reach;
import io.sekisho.proxy.relay.RelayEnd;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose client waits for the server to speak, or is only opened in advance. The server
 * is dialled, and the relay begins with the first that it says. What the client says behind that
 * passes the gate for ClientHellos.
 */
final class SilentStart implements Approach.Traveller {
  private final DivertedFlow flow;
  private final Inquiry inquiry;
  private final Approach approach;
  private final Outcome outcome;
  private @Nullable Channel server;
  private @Nullable OpenFlow open;
  private boolean over;

  /**
   * What may come of it.
   *
   * @param begun called when the relay has begun because the server was the first to speak, or the
   *     client has ended
   * @param stopped called where the destination is hostile
   */
  record Outcome(Runnable begun, Consumer<Action> stopped) {}

  /** A start that has not begun. */
  SilentStart(DivertedFlow flow, Inquiry inquiry, Outcome outcome) {
    this.flow = flow;
    this.inquiry = inquiry;
    this.outcome = outcome;
    this.approach =
        new Approach(
            flow.service().outbound(),
            flow.client(),
            inquiry,
            new Destination(flow.to().original(), flow.to()),
            this);
  }

  void start() {
    approach.clear();
  }

  @Override
  public boolean isOver() {
    return over || !flow.client().isActive();
  }

  @Override
  public void cleared(NextHop hop) {
    approach.dial(hop);
  }

  @Override
  public void connected(Channel connected) {
    server = connected;
    inquiry.connectedTo(Sockets.remoteAddress(connected));
    open = inquiry.opened(flow.client().eventLoop(), this::cut);
    flow.count(connected);
    connected.pipeline().addLast(new FirstWord());
    connected.pipeline().remove(EarlyBytes.class);
    if (((DuplexChannel) flow.client()).isInputShutdown() && !over) {
      begin();
    } else {
      connected.config().setAutoRead(true);
    }
  }

  /** The rules list it by now, and nobody has spoken. */
  private void cut() {
    giveUp();
    Sockets.reset(flow.client());
  }

  private void begin() {
    join();
    outcome.begun().run();
  }

  private void leaveOpenFlows() {
    if (open != null) {
      open.leave();
      open = null;
    }
  }

  @Override
  public void stopped(Action action) {
    outcome.stopped().accept(action);
  }

  @Override
  public void refused(RefusalReason reason, String detail) {
    flow.refuse(inquiry, reason, detail);
  }

  /** Where it is not yet, it finds out by itself then that the client has ended. */
  boolean isConnected() {
    return server != null;
  }

  /** Begins the relay; false where the server is not there yet, and this start is over. */
  boolean join() {
    Channel there = server;
    if (there == null) {
      over = true;
      return false;
    }
    if (over) {
      return true;
    }
    over = true;
    leaveOpenFlows();
    there.config().setAutoRead(false);
    flow.client().pipeline().addLast(flow.gate(inquiry).knowingOfSilence());
    flow.join(inquiry, there);
    RelayEnd.start(there);
    RelayEnd.start(flow.client());
    return true;
  }

  /** The client is gone without a word. */
  void abandon() {
    inquiry.judged();
    giveUp();
  }

  /** The client is gone, or goes on without this server. */
  void giveUp() {
    over = true;
    leaveOpenFlows();
    if (server != null) {
      Reach.giveUp(server);
    }
  }

  /** Stands on the server's connection until the relay begins. */
  private final class FirstWord extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      end(ctx);
      ctx.fireChannelRead(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      end(ctx);
      ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      end(ctx);
      ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      end(ctx);
      ctx.fireExceptionCaught(cause);
    }

    /** The relay is added before this goes, so that what comes next gets there. */
    private void end(ChannelHandlerContext ctx) {
      if (!over) {
        SilentStart.this.begin();
      }
      if (!ctx.isRemoved()) {
        ctx.pipeline().remove(this);
      }
    }
  }
}
