package io.sekisho.proxy.ending;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.TlsOutcome;
import io.sekisho.proxy.answer.Answer;
import io.sekisho.proxy.http.RequestHead;

/** Stands behind the TLS handler until the handshake is over, and has requests answered then. */
final class AnsweringHandshake extends ChannelInboundHandlerAdapter {
  private final Pages pages;
  private final StoppedFlow flow;
  private final Action action;
  private final TlsProgress progress;

  AnsweringHandshake(Pages pages, StoppedFlow flow, Action action, TlsProgress progress) {
    this.pages = pages;
    this.flow = flow;
    this.action = action;
    this.progress = progress;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        succeeded(ctx);
      } else {
        progress.failed(handshake.cause());
      }
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  private void succeeded(ChannelHandlerContext ctx) {
    progress.shaken();
    ctx.pipeline().remove(AlertWatch.class);
    pages.serve(flow.client(), flow.arrival(), this::answer);
    ctx.pipeline().remove(this);
  }

  private Answer answer(RequestHead request) {
    progress.settle(TlsOutcome.SHOWN);
    return Answer.stopping(flow.inquiry(), action, request);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }
}
