package io.sekisho.proxy.http;

import io.netty.buffer.ByteBuf;
import io.sekisho.proxy.Fault;

/** Hears what a {@link MessageDecoder} reads, on the channel's event loop. */
public interface MessageListener<H> {

  /** The first byte of a head came in. */
  void headBegins();

  /** How the body behind this head is framed. */
  Step<BodyFraming> framing(H head);

  /** A head is complete; nothing more is decoded until {@link MessageDecoder#proceed}. */
  void head(H head, BodyFraming framing);

  /** Some of the body; whoever hears it releases it. */
  void content(ByteBuf content);

  /** The body has ended; nothing more is decoded until {@link MessageDecoder#proceed}. */
  void end(Headers trailers);

  /** All that came in so far has been handed on: time to flush what was made of it. */
  void settled();

  /** What came in has no valid reading; nothing more will be decoded. */
  void malformed(Fault fault);

  /** The peer ended its side between two messages; nothing more will be decoded. */
  void inputEnded();

  /** The peer ended its side, or was lost, inside a message; nothing more will be decoded. */
  void truncated();

  void writabilityChanged();

  /** The channel is closed. Bytes that came in before may still be decoded. */
  void closed();
}
