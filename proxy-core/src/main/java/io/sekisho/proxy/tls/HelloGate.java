package io.sekisho.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.ReferenceCountUtil;
import io.sekisho.proxy.Deadline;
import io.sekisho.proxy.Fault;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.Undecided;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands on the client's side of a tunnel and keeps the client's bytes until its first message is
 * judged; the server's bytes pass meanwhile. A clean hello goes on and the gate leaves the
 * pipeline. A hostile one never reaches the server: the client is reset, and so is the tunnel.
 *
 * <p>A client that stays silent is counted, and by default let wait; when it does speak, what it
 * says is judged like anything else, so outwaiting the gate gains nothing.
 */
public final class HelloGate extends ChannelInboundHandlerAdapter {
  private final Inquiry inquiry;
  private final Endpoint destination;
  private final Limits limits;
  private final HelloReader reader;

  private ByteBuf held = Unpooled.EMPTY_BUFFER;
  private @Nullable Deadline deadline;
  private boolean over;

  public HelloGate(Inquiry inquiry, Endpoint destination, Limits limits) {
    this.inquiry = inquiry;
    this.destination = destination;
    this.limits = limits;
    this.reader = new HelloReader(limits.helloBytes());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    deadline = new Deadline(ctx.channel().eventLoop());
    deadline.in(limits.silentTime(), () -> silent(ctx));
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    inquiry.judged();
    if (deadline != null) {
      deadline.cancel();
    }
    held.release();
    held = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (over) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (!held.isReadable() && deadline != null) {
      deadline.in(limits.helloTime(), () -> late(ctx));
    }
    held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, (ByteBuf) message);
    reader
        .read(held)
        .fold(
            new HelloReading.Cases<Runnable>(
                () -> () -> {},
                () -> () -> undecided(ctx, Undecided.NOT_TLS),
                fault -> () -> malformed(ctx, fault),
                hello -> () -> judge(ctx, hello)))
        .run();
  }

  /** The client ends its side early: what it said until then was all there will be to judge. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !over && held.isReadable()) {
      undecided(ctx, Undecided.MALFORMED);
    }
    ctx.fireUserEventTriggered(event);
  }

  private void judge(ChannelHandlerContext ctx, ClientHello hello) {
    boolean nameMayPass = hello.name().map(this::mayPass).orElseGet(() -> allows(Undecided.NO_SNI));
    if (nameMayPass && (!hello.offersEch() || allows(Undecided.ECH))) {
      pass(ctx);
    } else {
      stop(ctx.channel());
    }
  }

  private boolean mayPass(Host name) {
    boolean nameToName = destination.host().fold(known -> true, address -> false);
    if (nameToName && !name.equals(destination.host())) {
      inquiry.namesDisagree();
    }
    Clue sni = new Clue(Clue.Kind.SNI, new Endpoint(name, destination.port()));
    return inquiry.consider(List.of(sni)).passes();
  }

  private void malformed(ChannelHandlerContext ctx, Fault fault) {
    fault.reached().ifPresent(inquiry::reached);
    undecided(ctx, Undecided.MALFORMED);
  }

  private void late(ChannelHandlerContext ctx) {
    inquiry.reached(Limit.HELLO_TIME);
    undecided(ctx, Undecided.MALFORMED);
  }

  private void silent(ChannelHandlerContext ctx) {
    inquiry.reached(Limit.SILENT_TIME);
    if (allows(Undecided.SILENT)) {
      inquiry.judged();
    } else {
      stop(ctx.channel());
    }
  }

  private void undecided(ChannelHandlerContext ctx, Undecided why) {
    if (allows(why)) {
      pass(ctx);
    } else {
      stop(ctx.channel());
    }
  }

  private boolean allows(Undecided why) {
    return inquiry.undecided(why) != Undecided.Handling.RESET;
  }

  private void pass(ChannelHandlerContext ctx) {
    over = true;
    ByteBuf hello = held;
    held = Unpooled.EMPTY_BUFFER;
    ctx.pipeline().remove(this);
    ctx.fireChannelRead(hello);
    ctx.fireChannelReadComplete();
  }

  private void stop(Channel client) {
    over = true;
    held.release();
    held = Unpooled.EMPTY_BUFFER;
    Sockets.reset(client);
  }
}
