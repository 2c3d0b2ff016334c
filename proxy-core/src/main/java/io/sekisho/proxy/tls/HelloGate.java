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
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.Host;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands on the client's side of a tunnel and keeps the client's bytes until its ClientHello is
 * judged; the server's bytes pass meanwhile. A hostile one never reaches the server: the tunnel is
 * ended, and the client gets its answer. Behind a clean one everything passes as it comes, but for
 * another hello (RFC 8446, 4.1.4), which is kept and judged like the first. Once the server's
 * answer leaves no room for one, the gate leaves the pipeline.
 *
 * <p>A client that stays silent is counted, and by default let wait; when it does speak, what it
 * says is judged like anything else, so outwaiting the gate gains nothing.
 */
public final class HelloGate extends ChannelDuplexHandler {
  private static final int MOST_HELLOS = 2;

  private final Inquiry inquiry;
  private final Endpoint destination;
  private final Limits limits;
  private final Ending ending;
  private final ServerAnswer answer = new ServerAnswer();

  private ByteBuf held = Unpooled.EMPTY_BUFFER;
  private @Nullable Deadline deadline;
  private int passed;
  private boolean mayBeSilent;
  private boolean over;

  /** Of the hello that is held; null while none is. */
  private @Nullable HelloReader reader;

  /** Of what comes behind the last hello that passed. */
  private @Nullable RecordWatch watch;

  private @Nullable Shown shown;

  /** What the last hello that passed gave to judge. */
  private record Shown(Optional<Host> name, Ech ech) {}

  /**
   * A gate for one client.
   *
   * @param ending of a flow that may not go on
   */
  public HelloGate(Inquiry inquiry, Endpoint destination, Limits limits, Ending ending) {
    this.inquiry = inquiry;
    this.destination = destination;
    this.limits = limits;
    this.ending = ending;
    this.reader = new HelloReader(limits.helloBytes());
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
    } else if (watch != null && !held.isReadable()) {
      follow(ctx, watch, in, 0);
    } else {
      hold(ctx, in);
    }
  }

  /** The server's bytes, which pass at once. */
  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (watch != null && !over) {
      answer.read((ByteBuf) message);
      if (answer.kind() == ServerAnswer.Kind.FINAL && !held.isReadable()) {
        leave(ctx);
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
      leave(ctx);
    }
    if (passing == in.readableBytes()) {
      ctx.fireChannelRead(in);
      return;
    }
    if (passing > 0) {
      ctx.fireChannelRead(in.readRetainedSlice(passing));
    }
    hold(ctx, in);
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
    Action action = actionFor(hello);
    if (action.passes()) {
      passHello(ctx, current, hello);
    } else {
      stop(ctx, action);
    }
  }

  /** Another hello is judged by what the one before did not show. */
  private Action actionFor(ClientHello hello) {
    Shown before = shown;
    boolean sameName = before != null && before.name.equals(hello.name());
    boolean sameEch = before != null && before.ech == hello.ech();
    Action byName = sameName ? Action.RELAY : actionForName(hello);
    boolean unknownEch = !sameEch && hello.ech() == Ech.REAL;
    return byName.passes() && unknownEch ? handling(Undecided.ECH) : byName;
  }

  private Action actionForName(ClientHello hello) {
    Host name = hello.name().orElse(null);
    if (name == null) {
      return handling(Undecided.NO_SNI);
    }
    if (disagrees(name)) {
      inquiry.namesDisagree();
    }
    Clue sni = new Clue(Clue.Kind.SNI, new Endpoint(name, destination.port()));
    return inquiry.consider(List.of(sni), hello::fingerprint);
  }

  /** Whether it is not the one name that the flow gave before, in CONNECT or in a hello. */
  private boolean disagrees(Host name) {
    boolean nameToName = destination.host().fold(known -> true, address -> false);
    return (nameToName && !name.equals(destination.host()))
        || (shown != null && shown.name.isPresent());
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
    return handling(why).passes();
  }

  private Action handling(Undecided why) {
    return switch (inquiry.undecided(why)) {
      case RELAY -> Action.RELAY;
      case OBSERVE -> Action.OBSERVE;
      case RESET -> Action.RESET;
    };
  }

  private void passHello(ChannelHandlerContext ctx, HelloReader current, ClientHello hello) {
    inquiry.judged();
    passed++;
    if (answer.kind() != ServerAnswer.Kind.NONE_YET) {
      pass(ctx);
      return;
    }
    shown = new Shown(hello.name(), hello.ech());
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
    leave(ctx);
    ctx.fireChannelRead(passing);
    ctx.fireChannelReadComplete();
  }

  private void leave(ChannelHandlerContext ctx) {
    over = true;
    ctx.pipeline().remove(this);
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
