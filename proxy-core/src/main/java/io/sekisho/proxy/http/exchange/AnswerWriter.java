package io.sekisho.proxy.http.exchange;

import io.netty.buffer.ByteBufAllocator;
import io.sekisho.proxy.answer.Answer;
import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.Forwarding.Persistence;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.Headers.Field;
import io.sekisho.proxy.http.HttpVersion;
import io.sekisho.proxy.http.MessageWriter;
import io.sekisho.proxy.http.RequestHead;
import io.sekisho.proxy.http.ResponseHead;
import java.util.ArrayList;
import java.util.List;

/** Puts the proxy's own answers on the wire. */
final class AnswerWriter {
  private AnswerWriter() {}

  static void write(
      MessageWriter out,
      ByteBufAllocator alloc,
      RequestHead request,
      Answer answer,
      Persistence persistence) {
    byte[] body = answer.body().getBytes(answer.charset());
    List<Field> fields = new ArrayList<>(answer.fields());
    fields.add(new Field("Content-Length", Integer.toString(body.length)));
    fields.add(
        new Field("Connection", persistence == Persistence.KEEP_ALIVE ? "keep-alive" : "close"));
    ResponseHead head =
        new ResponseHead(
            answer.status(), answer.reason(), HttpVersion.HTTP_1_1, new Headers(fields));
    out.response(head, new BodyFraming(BodyFraming.Kind.LENGTH, body.length));
    if (!request.method().equals("HEAD")) {
      out.content(alloc.buffer(body.length).writeBytes(body));
    }
    out.end(Headers.NONE);
  }
}
