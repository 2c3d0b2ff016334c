package io.sekisho.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.sekisho.proxy.Fault;
import io.sekisho.proxy.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP messages from a channel, one part at a time and only as fast as they are asked for.
 *
 * <p>A gate closes after every head and every end, so decoding never runs ahead of a verdict or of
 * a response that is still owed; {@link #holdBack} stops it inside a body. While it is stopped it
 * keeps what comes in, up to {@link Limits#held} bytes, and then turns off auto-read, which is the
 * back-pressure that the peer feels. It sets the channel's auto-read where that has to change, and
 * it releases what it keeps.
 */
public final class MessageDecoder<H> extends ChannelInboundHandlerAdapter {
  private final HeadReader<H> heads;
  private final Limits limits;

  private MessageListener<H> listener;

  private @Nullable ChannelHandlerContext context;
  private ByteBuf held = Unpooled.EMPTY_BUFFER;
  private @Nullable BodyReader body;
  private Input input = Input.OPEN;
  private boolean headBegun;
  private boolean gateClosed;
  private boolean heldBack;
  private boolean decoding;
  private boolean finished;
  private @Nullable Boolean reading;

  /** The peer was lost while it was written to: the kernel then shows its reset as a FIN. */
  private boolean writeFailed;

  /** What is known of the peer's side of the connection. */
  private enum Input {
    OPEN,
    /** FIN: every byte has arrived. */
    ENDED,
    /** Reset or failed: bytes may be missing. */
    BROKEN
  }

  private MessageDecoder(HeadReader<H> heads, Limits limits, MessageListener<H> listener) {
    this.heads = heads;
    this.limits = limits;
    this.listener = listener;
  }

  public static MessageDecoder<RequestHead> ofRequests(
      Limits limits, MessageListener<RequestHead> listener) {
    return new MessageDecoder<>(HeadReader.ofRequests(limits), limits, listener);
  }

  public static MessageDecoder<ResponseHead> ofResponses(
      Limits limits, MessageListener<ResponseHead> listener) {
    return new MessageDecoder<>(HeadReader.ofResponses(limits), limits, listener);
  }

  /** From the next event on, {@code next} hears of what comes in. */
  public void listenWith(MessageListener<H> next) {
    listener = next;
  }

  /** Whether bytes came in that nobody has asked for yet. */
  public boolean holdsBytes() {
    return held.isReadable();
  }

  /** Opens the gate behind the head or the end that was heard last. */
  public void proceed() {
    gateClosed = false;
    decode();
  }

  /** Stops handing on content until {@link #letFlow}. */
  public void holdBack() {
    heldBack = true;
  }

  public void letFlow() {
    if (heldBack) {
      heldBack = false;
      decode();
    }
  }

  /** Ends decoding: the bytes that were not handed on, which the caller releases. */
  public ByteBuf handOver() {
    ByteBuf rest = held;
    held = Unpooled.EMPTY_BUFFER;
    finished = true;
    if (context != null && !context.isRemoved()) {
      context.pipeline().remove(this);
    }
    return rest;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
  }

  /** Unless it was handed over, the channel is gone, and with it what is still held. */
  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    if (!finished) {
      finish();
      listener.truncated();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (finished) {
      bytes.release();
      return;
    }
    held = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), held, bytes);
    decode();
  }

  /** A fault that was found in the messages before they got here is one of theirs. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof ChannelOutputShutdownEvent) {
      writeFailed = true;
    } else if (event instanceof ChannelInputShutdownEvent) {
      inputIs(writeFailed ? Input.BROKEN : Input.ENDED);
    } else if (event instanceof Fault fault && !finished) {
      bad(fault);
      finish();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    inputIs(Input.BROKEN);
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    listener.closed();
    inputIs(Input.BROKEN);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    listener.writabilityChanged();
  }

  private void inputIs(Input state) {
    if (input == Input.OPEN) {
      input = state;
      decode();
    }
  }

  /** Hands on all that may be handed on. A listener that calls back in here changes only flags. */
  private void decode() {
    if (decoding) {
      return;
    }
    decoding = true;
    while (!finished && !isStopped() && decodeOne()) {
      // until it is stopped or needs more
    }
    decoding = false;
    listener.settled();
    if (finished) {
      finish();
    } else {
      freeIfRead();
      regulateReading();
    }
  }

  private boolean isStopped() {
    return gateClosed || heldBack;
  }

  private boolean decodeOne() {
    if (body != null) {
      return body.read(held).fold(this::noMoreBytes, this::bodyPart, this::bad);
    }
    if (!headBegun && heads.hasBegun(held)) {
      headBegun = true;
      listener.headBegins();
    }
    return heads.read(held).fold(this::noMoreBytes, this::headComplete, this::bad);
  }

  private boolean headComplete(H head) {
    return listener
        .framing(head)
        .fold(
            this::noMoreBytes,
            framing -> {
              headBegun = false;
              body = new BodyReader(framing, limits);
              gateClosed = true;
              listener.head(head, framing);
              return true;
            },
            this::bad);
  }

  private boolean bodyPart(BodyPart part) {
    return part.fold(
        content -> {
          listener.content(content);
          return true;
        },
        trailers -> {
          body = null;
          gateClosed = true;
          listener.end(trailers);
          return true;
        });
  }

  private boolean bad(Fault fault) {
    finished = true;
    listener.malformed(fault);
    return false;
  }

  private boolean noMoreBytes() {
    if (input == Input.OPEN) {
      return false;
    }
    finished = true;
    if (input == Input.ENDED && body != null && body.endsWithInput()) {
      listener.end(Headers.NONE);
    } else if (input == Input.ENDED && body == null && !headBegun) {
      listener.inputEnded();
    } else {
      listener.truncated();
    }
    return false;
  }

  private void finish() {
    finished = true;
    held.release();
    held = Unpooled.EMPTY_BUFFER;
  }

  /** A connection that waits holds no buffer of the pool. */
  private void freeIfRead() {
    if (!held.isReadable()) {
      held.release();
      held = Unpooled.EMPTY_BUFFER;
    }
  }

  private void regulateReading() {
    if (context != null) {
      boolean room = !isStopped() || held.readableBytes() < limits.held();
      if (reading == null || reading != room) {
        reading = room;
        context.channel().config().setAutoRead(room);
      }
    }
  }
}
