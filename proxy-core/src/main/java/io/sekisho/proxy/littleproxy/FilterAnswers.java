package io.sekisho.proxy.littleproxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.answer.Answer;
import io.sekisho.proxy.http.RequestHead;

/**
 * What an embedded LittleProxy's client gets in the place of a response. A filter can only answer,
 * or end the connection: any answer but refuse and redirect becomes a reset.
 */
record FilterAnswers(Inquiry inquiry, Channel client, RequestHead request) {

  /** Stops what is hostile. */
  HttpResponse stop(Action action) {
    if (action == Action.REFUSE || action == Action.REDIRECT) {
      return whole(Answer.stopping(inquiry, action, request));
    }
    Sockets.reset(client);
    return whole(Answer.refusal(inquiry, RefusalReason.HOSTILE, "", request));
  }

  /** Turns away for another reason. */
  HttpResponse refuse(RefusalReason reason, String detail) {
    inquiry.refused(reason, detail);
    return whole(Answer.refusal(inquiry, reason, detail, request));
  }

  /** The last on its connection: what follows may be the body of what was refused. */
  private HttpResponse whole(Answer answer) {
    ByteBuf body = Unpooled.copiedBuffer(answer.body(), answer.charset());
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, new HttpResponseStatus(answer.status(), answer.reason()), body);
    answer.fields().forEach(field -> response.headers().add(field.name(), field.value()));
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    HttpUtil.setKeepAlive(response, false);
    if (request.method().equals("HEAD")) {
      body.clear();
    }
    return response;
  }
}
