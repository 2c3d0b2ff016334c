package io.sekisho.proxy.littleproxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.sekisho.proxy.Action;
import io.sekisho.proxy.Inquiry;
import io.sekisho.proxy.RefusalReason;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.answer.Answer;
import java.nio.charset.StandardCharsets;

/**
 * What an embedded LittleProxy's client gets in the place of a response. A filter can only answer,
 * or end the connection: any answer but refuse and redirect becomes a reset.
 */
record FilterAnswers(Inquiry inquiry, Channel client, HttpMethod method) {

  /** Stops what is hostile. */
  HttpResponse stop(Action action) {
    if (action == Action.REDIRECT) {
      return inquiry
          .answers()
          .redirectTarget()
          .map(Answer::redirect)
          .map(this::whole)
          .orElseThrow();
    }
    if (action != Action.REFUSE) {
      Sockets.reset(client);
    }
    return whole(refusal(RefusalReason.HOSTILE, ""));
  }

  /** Turns away for another reason. */
  HttpResponse refuse(RefusalReason reason, String detail) {
    inquiry.refused(reason, detail);
    return whole(refusal(reason, detail));
  }

  private Answer refusal(RefusalReason reason, String detail) {
    boolean connect = method.equals(HttpMethod.CONNECT);
    return Answer.refusal(
        inquiry.flow(), reason, detail, connect ? Answer.Reader.PROGRAM : Answer.Reader.PERSON);
  }

  /** The last on its connection: what follows may be the body of what was refused. */
  private HttpResponse whole(Answer answer) {
    ByteBuf body = Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, new HttpResponseStatus(answer.status(), answer.reason()), body);
    answer.fields().forEach(field -> response.headers().add(field.name(), field.value()));
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    HttpUtil.setKeepAlive(response, false);
    if (method.equals(HttpMethod.HEAD)) {
      body.clear();
    }
    return response;
  }
}
