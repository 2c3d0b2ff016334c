package io.sekisho.proxy.ending;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Deadline;
import io.sekisho.proxy.Limit;
import io.sekisho.proxy.TlsOutcome;
import io.sekisho.proxy.tls.ClientHello;
import io.sekisho.proxy.tls.HelloReader;
import io.sekisho.proxy.tls.HelloReading;
import io.sekisho.rules.indicator.Host;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stands on the connection of a stopped flow until the client's hello is complete and there is a
 * certificate for what it names; then the handshake begins, with all that was said so far. A name
 * that was not known yet is judged, and may have another answer.
 */
final class AwaitedHello extends ChannelInboundHandlerAdapter {
  private final TlsAnswers answers;
  private final StoppedFlow flow;
  private final Action action;
  private final TlsProgress progress;
  private final HelloReader reader;
  private final Deadline deadline;
  private ByteBuf held;
  private boolean read;
  private boolean over;

  /**
   * One client.
   *
   * @param said what it has said so far
   */
  AwaitedHello(
      TlsAnswers answers, StoppedFlow flow, Action action, TlsProgress progress, ByteBuf said) {
    this.answers = answers;
    this.flow = flow;
    this.action = action;
    this.progress = progress;
    this.reader = new HelloReader(answers.limits().helloBytes());
    this.deadline = new Deadline(flow.client().eventLoop());
    this.held = said;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    deadline.in(answers.limits().helloTime(), () -> late(Limit.HELLO_TIME, TlsOutcome.NOT_TLS));
    ctx.channel().config().setAutoRead(true);
    read(ctx);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    over = true;
    deadline.cancel();
    takeHeld().release();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, (ByteBuf) message);
    if (!read) {
      read(ctx);
    }
  }

  /** Nobody shakes hands with one who says no more. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      progress.giveUp(read ? TlsOutcome.FAILED : TlsOutcome.NOT_TLS);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private void read(ChannelHandlerContext ctx) {
    reader
        .read(held)
        .fold(
            new HelloReading.Cases<Runnable>(
                () -> () -> {},
                () -> () -> progress.giveUp(TlsOutcome.NOT_TLS),
                fault -> () -> progress.giveUp(TlsOutcome.NOT_TLS),
                () -> () -> late(Limit.HELLO_BYTES, TlsOutcome.NOT_TLS),
                hello -> () -> complete(ctx, hello)))
        .run();
  }

  private void late(Limit limit, TlsOutcome outcome) {
    flow.inquiry().reached(limit);
    progress.giveUp(outcome);
  }

  private void complete(ChannelHandlerContext ctx, ClientHello hello) {
    read = true;
    progress.begun();
    Action now = new LateName(flow.inquiry()).judge(hello, action);
    if (now == Action.REFUSE || now == Action.REDIRECT) {
      mint(ctx, hello, now);
    } else {
      progress.dismiss();
      ByteBuf said = takeHeld();
      ctx.pipeline().remove(this);
      flow.ending().end(now, said);
    }
  }

  /** A client that says nothing of its destination means the one that it is known to go to. */
  private void mint(ChannelHandlerContext ctx, ClientHello hello, Action now) {
    ctx.channel().config().setAutoRead(false);
    deadline.in(answers.limits().helloTime(), () -> late(Limit.HELLO_TIME, TlsOutcome.NOT_MINTED));
    Host host = hello.name().orElseGet(() -> Sought.in(flow.inquiry().evidence()).host());
    CompletableFuture<?> unused =
        answers
            .minting()
            .serverContext(host)
            .whenComplete(
                (context, failure) ->
                    flow.client().eventLoop().execute(() -> minted(ctx, context, now)));
  }

  /**
   * Whatever went wrong was told by whoever mints.
   *
   * @param context null where it went wrong
   */
  private void minted(ChannelHandlerContext ctx, @Nullable SslContext context, Action now) {
    if (over) {
      return;
    }
    if (context == null) {
      progress.giveUp(TlsOutcome.NOT_MINTED);
    } else {
      shakeHands(ctx, context, now);
    }
  }

  private void shakeHands(ChannelHandlerContext ctx, SslContext context, Action now) {
    SslHandler tls = context.newHandler(ctx.alloc(), answers.handshakes());
    tls.setHandshakeTimeoutMillis(answers.limits().helloTime().toMillis());
    ctx.pipeline()
        .addLast(
            new AlertWatch(progress),
            tls,
            new AnsweringHandshake(answers.pages(), flow, now, progress));
    ByteBuf said = takeHeld();
    ctx.pipeline().remove(this);
    ctx.fireChannelRead(said);
    ctx.fireChannelReadComplete();
    ctx.channel().config().setAutoRead(true);
  }

  private ByteBuf takeHeld() {
    ByteBuf taken = held;
    held = Unpooled.EMPTY_BUFFER;
    return taken;
  }
}
