package io.sekisho.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message after the other to a channel; flushing is the caller's choice. A write that
 * fails is no event of its own: what the peer said before it went is still to be read.
 *
 * <p>A head and small pieces of content are gathered in one buffer, so that most messages leave in
 * one piece. The buffer is handed to the channel at the end of a message and at each flush; whoever
 * gives a message up before either calls {@link #discard}.
 */
public final class MessageWriter {
  private static final int USUAL_MESSAGE = 2048;

  /** Copying this much costs less than one buffer more on its way through the channel. */
  private static final int SMALL = 2048;

  private final Channel channel;
  private BodyFraming.Kind framing = BodyFraming.Kind.NONE;
  private @Nullable ByteBuf gathered;

  public MessageWriter(Channel channel) {
    this.channel = channel;
  }

  /** Writes a request head; its fields already say how the body is framed. */
  public void request(RequestHead head, BodyFraming body) {
    framing = body.kind();
    ByteBuf out = gathering();
    latin1(out, head.method());
    out.writeByte(' ');
    latin1(out, head.target());
    latin1(out, " HTTP/1.1\r\n");
    fields(out, head.headers());
  }

  /** The head has gone another way; what follows here is framed as it said. */
  public void headWentAhead(BodyFraming body) {
    framing = body.kind();
  }

  /** Writes a response head; its fields already say how the body is framed. */
  public void response(ResponseHead head, BodyFraming body) {
    framing = body.kind();
    ByteBuf out = gathering();
    latin1(out, "HTTP/1.1 ");
    latin1(out, Integer.toString(head.status()));
    out.writeByte(' ');
    latin1(out, head.reason());
    out.writeShort(HeadersBuilder.CR_LF);
    fields(out, head.headers());
  }

  /** Writes some content, which it releases. */
  public void content(ByteBuf content) {
    if (framing == BodyFraming.Kind.NONE || !content.isReadable()) {
      content.release();
    } else if (framing == BodyFraming.Kind.CHUNKED) {
      latin1(gathering(), Integer.toHexString(content.readableBytes()));
      gathering().writeShort(HeadersBuilder.CR_LF);
      pass(content);
      gathering().writeShort(HeadersBuilder.CR_LF);
    } else {
      pass(content);
    }
  }

  private void pass(ByteBuf content) {
    if (gathered != null && content.readableBytes() <= SMALL) {
      gathered.writeBytes(content);
      content.release();
    } else {
      handOver();
      channel.write(content, channel.unsafe().voidPromise());
    }
  }

  /** Ends the message; trailers can only be carried by a chunked body. */
  public void end(Headers trailers) {
    if (framing == BodyFraming.Kind.CHUNKED) {
      ByteBuf out = gathering();
      latin1(out, "0\r\n");
      fields(out, trailers);
    }
    framing = BodyFraming.Kind.NONE;
    handOver();
  }

  /** Sends what was written so far. */
  public void flush() {
    handOver();
    channel.flush();
  }

  /** The same; the future tells when everything has gone out. */
  public ChannelFuture flushed() {
    handOver();
    return channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
  }

  /** Drops what was gathered of a message that nobody gets any more. */
  public void discard() {
    if (gathered != null) {
      gathered.release();
      gathered = null;
    }
  }

  private ByteBuf gathering() {
    ByteBuf out = gathered == null ? channel.alloc().buffer(USUAL_MESSAGE) : gathered;
    gathered = out;
    return out;
  }

  private void handOver() {
    ByteBuf out = gathered;
    if (out != null) {
      gathered = null;
      channel.write(out, channel.unsafe().voidPromise());
    }
  }

  private static void fields(ByteBuf out, Headers headers) {
    headers.writeTo(out);
    out.writeShort(HeadersBuilder.CR_LF);
  }

  private static void latin1(ByteBuf out, String text) {
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
  }
}
