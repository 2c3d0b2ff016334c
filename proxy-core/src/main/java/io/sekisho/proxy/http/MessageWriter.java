package io.sekisho.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.nio.charset.StandardCharsets;

/**
 * Writes one message after the other to a channel; flushing is the caller's choice. A write that
 * fails is no event of its own: what the peer said before it went is still to be read.
 */
public final class MessageWriter {
  private static final int USUAL_HEAD = 1024;

  private final Channel channel;
  private BodyFraming.Kind framing = BodyFraming.Kind.NONE;

  public MessageWriter(Channel channel) {
    this.channel = channel;
  }

  /** Writes a request head; its fields already say how the body is framed. */
  public void request(RequestHead head, BodyFraming body) {
    framing = body.kind();
    ByteBuf out = channel.alloc().buffer(USUAL_HEAD);
    latin1(out, head.method());
    out.writeByte(' ');
    latin1(out, head.target());
    latin1(out, " HTTP/1.1\r\n");
    fields(out, head.headers());
    channel.write(out, channel.unsafe().voidPromise());
  }

  /** Writes a response head; its fields already say how the body is framed. */
  public void response(ResponseHead head, BodyFraming body) {
    framing = body.kind();
    ByteBuf out = channel.alloc().buffer(USUAL_HEAD);
    latin1(out, "HTTP/1.1 ");
    latin1(out, Integer.toString(head.status()));
    out.writeByte(' ');
    latin1(out, head.reason());
    out.writeShort(HeadersBuilder.CR_LF);
    fields(out, head.headers());
    channel.write(out, channel.unsafe().voidPromise());
  }

  /** Writes some content, which it releases. */
  public void content(ByteBuf content) {
    if (framing == BodyFraming.Kind.NONE || !content.isReadable()) {
      content.release();
      return;
    }
    if (framing == BodyFraming.Kind.CHUNKED) {
      String size = Integer.toHexString(content.readableBytes()) + "\r\n";
      channel.write(ByteBufUtil.writeAscii(channel.alloc(), size), channel.unsafe().voidPromise());
      channel.write(content, channel.unsafe().voidPromise());
      channel.write(
          ByteBufUtil.writeAscii(channel.alloc(), "\r\n"), channel.unsafe().voidPromise());
    } else {
      channel.write(content, channel.unsafe().voidPromise());
    }
  }

  /** Ends the message; trailers can only be carried by a chunked body. */
  public void end(Headers trailers) {
    if (framing == BodyFraming.Kind.CHUNKED) {
      ByteBuf out = channel.alloc().buffer();
      latin1(out, "0\r\n");
      fields(out, trailers);
      channel.write(out, channel.unsafe().voidPromise());
    }
    framing = BodyFraming.Kind.NONE;
  }

  /** Flushes; the future tells when everything written so far has gone out. */
  public ChannelFuture flush() {
    return channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
  }

  private static void fields(ByteBuf out, Headers headers) {
    headers.writeTo(out);
    out.writeShort(HeadersBuilder.CR_LF);
  }

  private static void latin1(ByteBuf out, String text) {
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
  }
}
