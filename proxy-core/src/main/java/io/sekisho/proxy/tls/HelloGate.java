package io.sekisho.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Deadline;
import io.sekisho.proxy.Ending;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.Limits;
import io.sekisho.proxy.Undecided;
import io.sekisho.rules.indicator.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Stands on the client's side of a tunnel and keeps the client's bytes until its ClientHello is
 * judged; the server's bytes pass meanwhile. A hostile one never reaches the server: the tunnel is
 * ended, and the client gets its answer. Behind a clean one everything passes as it comes, but for
 * another hello (RFC 8446, 4.1.4), which is kept and judged like the first, and for a hostile
 * certificate. Once the server's answer leaves no room for either, the gate leaves the pipeline.
 *
 * <p>A client that stays silent is counted, and by default let wait; when it does speak, what it
 * says is judged like anything else, so outwaiting the gate gains nothing.
 */
public final class HelloGate extends ChannelDuplexHandler {
  private static final int MOST_HELLOS = 2;

  private final Inquiry inquiry;
  private final Limits limits;
  private final HelloJudge judge;
  private final CertificateWatch server;
  private final Ending ending;

  private ByteBuf held = Unpooled.EMPTY_BUFFER;
  private @Nullable Deadline deadline;
  private int passed;
  private boolean mayBeSilent;
  private boolean over;

  /** Whether no other hello of the client's will be read. */
  private boolean free;

  /** Of the hello that is held; null while none is. */
  private @Nullable HelloReader reader;

  /** Of what comes behind the last hello that passed. */
  private @Nullable RecordWatch watch;

  /**
   * A gate for one client.
   *
   * @param ending of a flow that may not go on
   */
  public HelloGate(Inquiry inquiry, Endpoint destination, Limits limits, Ending ending) {
    this.inquiry = inquiry;
    this.limits = limits;
    this.ending = ending;
    this.judge = new HelloJudge(inquiry, destination);
    this.reader = new HelloReader(limits.helloBytes());
    this.server = new CertificateWatch(inquiry, destination, limits);
  }

  /** The client may be silent, as it was before: that has been judged. */
  public HelloGate knowingOfSilence() {
    mayBeSilent = true;
    return this;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    deadline = new Deadline(ctx.channel().eventLoop());
    if (!mayBeSilent) {
      deadline.in(limits.silentTime(), () -> silent(ctx));
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    over = true;
    inquiry.judged();
    if (deadline != null) {
      deadline.cancel();
    }
    takeHeld().release();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (over) {
      in.release();
    } else if (free) {
      ctx.fireChannelRead(in);
    } else if (watch != null && !held.isReadable()) {
      follow(ctx, watch, in, 0);
    } else {
      hold(ctx, in);
    }
  }

  /** The server's bytes, which pass at once, unless they complete a hostile certificate. */
  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (watch != null && !over) {
      Action action = server.actionFor((ByteBuf) message, judge.serverName());
      if (!action.passes()) {
        ((ByteBuf) message).release();
        promise.trySuccess();
        stop(ctx, action);
        return;
      }
      if (server.readsNoOtherHello() && !held.isReadable()) {
        setFree(ctx);
      }
    }
    ctx.write(message, promise);
  }

  /**
   * The client ends its side early: what it said until then was all there will be to judge. Where
   * that ends in a reset, nobody behind hears of a regular end.
   */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !over && held.isReadable()) {
      undecided(ctx, Undecided.MALFORMED);
    }
    if (ctx.channel().isOpen()) {
      ctx.fireUserEventTriggered(event);
    }
  }

  /** Passes on all that is no part of a hello; {@code cleared} bytes are known to be none. */
  private void follow(ChannelHandlerContext ctx, RecordWatch records, ByteBuf in, int cleared) {
    int passing = cleared + records.harmless(in, cleared);
    if (records.isOver()) {
      setFree(ctx);
    }
    if (passing == in.readableBytes()) {
      ctx.fireChannelRead(in);
      return;
    }
    if (passing > 0) {
      ctx.fireChannelRead(in.readRetainedSlice(passing));
    }
    if (over) {
      in.release();
    } else {
      hold(ctx, in);
    }
  }

  private void hold(ChannelHandlerContext ctx, ByteBuf in) {
    if (!held.isReadable() && deadline != null) {
      deadline.in(limits.helloTime(), () -> late(ctx));
    }
    held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, in);
    if (reader == null && watch != null) {
      sight(ctx, watch);
    } else if (reader != null) {
      read(ctx, reader);
    }
  }

  private void sight(ChannelHandlerContext ctx, RecordWatch records) {
    switch (records.sight(held)) {
      case UNKNOWN -> {}
      case OTHER -> pass(ctx);
      case HELLO -> another(ctx, records);
    }
  }

  /** There is one more at the most (RFC 8446, 4.1.4). */
  private void another(ChannelHandlerContext ctx, RecordWatch records) {
    if (passed == MOST_HELLOS) {
      undecided(ctx, Undecided.MALFORMED);
    } else {
      reader = records.reader(limits.helloBytes());
      read(ctx, reader);
    }
  }

  private void read(ChannelHandlerContext ctx, HelloReader current) {
    current
        .read(held)
        .fold(
            new HelloReading.Cases<Runnable>(
                () -> () -> {},
                () -> () -> undecided(ctx, Undecided.NOT_TLS),
                fault -> () -> undecided(ctx, Undecided.MALFORMED),
                () -> () -> tooLong(ctx),
                hello -> () -> judge(ctx, current, hello)))
        .run();
  }

  private void judge(ChannelHandlerContext ctx, HelloReader current, ClientHello hello) {
    Action action = judge.actionFor(hello);
    if (action.passes()) {
      passHello(ctx, current, hello);
    } else {
      stop(ctx, action);
    }
  }

  private void tooLong(ChannelHandlerContext ctx) {
    inquiry.reached(Limit.HELLO_BYTES);
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
      stop(ctx, Action.RESET);
    }
  }

  private void undecided(ChannelHandlerContext ctx, Undecided why) {
    if (allows(why)) {
      pass(ctx);
    } else {
      stop(ctx, Action.RESET);
    }
  }

  private boolean allows(Undecided why) {
    return inquiry.undecided(why).action().passes();
  }

  private void passHello(ChannelHandlerContext ctx, HelloReader current, ClientHello hello) {
    inquiry.judged();
    passed++;
    judge.passed(hello);
    if (server.hasAnswered()) {
      pass(ctx);
      return;
    }
    RecordWatch behind = new RecordWatch(current.fragmentLeft());
    watch = behind;
    reader = null;
    if (deadline != null) {
      deadline.clear();
    }
    follow(ctx, behind, takeHeld(), current.length());
    ctx.fireChannelReadComplete();
  }

  /** Passes on all that is held, and what comes after it. */
  private void pass(ChannelHandlerContext ctx) {
    ByteBuf passing = takeHeld();
    setFree(ctx);
    ctx.fireChannelRead(passing);
    ctx.fireChannelReadComplete();
  }

  /** The client is looked at no more, and where the server need not be either, the gate leaves. */
  private void setFree(ChannelHandlerContext ctx) {
    free = true;
    if (deadline != null) {
      deadline.clear();
    }
    if (watch == null || server.isOver()) {
      leave(ctx);
    }
  }

  private void leave(ChannelHandlerContext ctx) {
    over = true;
    if (!ctx.isRemoved()) {
      ctx.pipeline().remove(this);
    }
  }

  private void stop(ChannelHandlerContext ctx, Action action) {
    ByteBuf said = takeHeld();
    leave(ctx);
    ending.end(action, said);
  }

  private ByteBuf takeHeld() {
    ByteBuf taken = held;
    held = Unpooled.EMPTY_BUFFER;
    return taken;
  }
}
