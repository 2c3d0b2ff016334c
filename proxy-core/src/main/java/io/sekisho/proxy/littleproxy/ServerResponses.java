package io.sekisho.proxy.littleproxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.sekisho.proxy.Fault;
import io.sekisho.proxy.http.BodyFraming;
import io.sekisho.proxy.http.Headers;
import io.sekisho.proxy.http.MessageDecoder;
import io.sekisho.proxy.http.MessageListener;
import io.sekisho.proxy.http.ResponseHead;
import io.sekisho.proxy.http.Step;
import org.jspecify.annotations.Nullable;

/**
 * Reads a server's responses by this proxy's own grammar, in the place of LittleProxy's lenient
 * decoder, and gives LittleProxy what came of it: only whole messages with one reading. Tells the
 * gate of an end before LittleProxy covers it with an answer of its own. On the server's event
 * loop.
 */
final class ServerResponses implements MessageListener<ResponseHead> {
  private final Gate gate;
  private final Channel server;
  private final MessageDecoder<ResponseHead> decoder;
  private @Nullable HttpMethod expected;
  private boolean interim;
  private boolean over;

  private ServerResponses(Gate gate, Channel server, HttpMethod first) {
    this.gate = gate;
    this.server = server;
    this.expected = first;
    this.decoder = MessageDecoder.ofResponses(gate.limits(), this);
  }

  /** Takes the place of LittleProxy's decoder, before anything was read. */
  static ServerResponses takeOver(Gate gate, Channel server, HttpMethod first) {
    ServerResponses responses = new ServerResponses(gate, server, first);
    server.pipeline().replace("decoder", "decoder", responses.decoder);
    return responses;
  }

  /** The request that comes next has this method. From any thread, before the request does. */
  void expect(HttpMethod method) {
    server.eventLoop().execute(() -> expected = method);
  }

  /** Unless the process ends, and with it the client's event loop. */
  private void pass(HttpObject part) {
    if (gate.isForsaken()) {
      ReferenceCountUtil.release(part);
    } else {
      next().fireChannelRead(part);
    }
  }

  private ChannelHandlerContext next() {
    return server.pipeline().context(decoder);
  }

  /** Whatever comes behind a response is none that anybody asked for. */
  @Override
  public void headBegins() {
    if (expected == null) {
      end();
    }
  }

  @Override
  public Step<BodyFraming> framing(ResponseHead head) {
    return expected == null
        ? Step.bad("a response that nobody asked for")
        : BodyFraming.ofResponse(head, expected.name());
  }

  @Override
  public void head(ResponseHead head, BodyFraming framing) {
    interim = head.isInterim();
    pass(whole(head, framing));
    decoder.proceed();
  }

  /** Says itself that nothing may follow it, whatever version it had. */
  private static HttpResponse whole(ResponseHead head, BodyFraming framing) {
    HttpResponse response =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, new HttpResponseStatus(head.status(), head.reason()));
    copy(head.headers(), response.headers());
    if (framing.kind() == BodyFraming.Kind.NONE) {
      response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
    }
    boolean last = !head.keepsAlive() || framing.kind() == BodyFraming.Kind.UNTIL_CLOSE;
    if (last && !head.isInterim() && !head.headers().hasToken("Connection", "close")) {
      response.headers().add(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return response;
  }

  private static void copy(Headers from, HttpHeaders to) {
    from.fields().forEach(field -> to.add(field.name(), field.value()));
  }

  @Override
  public void content(ByteBuf content) {
    pass(new DefaultHttpContent(content));
  }

  @Override
  public void end(Headers trailers) {
    if (!interim) {
      expected = null;
    }
    LastHttpContent last = new DefaultLastHttpContent();
    copy(trailers, last.trailingHeaders());
    pass(last);
    decoder.proceed();
  }

  /** LittleProxy has sent every part on. It stops to read while its client takes no more. */
  @Override
  public void settled() {}

  @Override
  public void malformed(Fault fault) {
    if (!over) {
      over = true;
      gate.malformed(fault);
      server.close();
    }
  }

  @Override
  public void inputEnded() {
    end();
  }

  @Override
  public void truncated() {
    end();
  }

  private void end() {
    over = true;
    gate.serverEnded();
    server.close();
  }

  @Override
  public void writabilityChanged() {
    next().fireChannelWritabilityChanged();
  }

  @Override
  public void closed() {
    next().fireChannelInactive();
    gate.serverEnded();
  }
}
