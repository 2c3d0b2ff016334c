package io.sekisho.proxy.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.sekisho.proxy.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands at the beginning of a connection that a load balancer makes for somebody: nothing passes
 * until the PROXY header has said for whom. Then it is gone, and the bytes behind the header go to
 * whatever handlers were added meanwhile. One that has said nothing before it ends, as a health
 * check does, is closed and not told of.
 */
public final class ProxyHeaderGate extends ByteToMessageDecoder {
  private final Duration time;
  private final Consumer<Arrival> onArrival;
  private final Consumer<String> onMalformed;
  private final Runnable onGone;
  private @Nullable Deadline deadline;

  /**
   * A gate for one connection.
   *
   * @param time that the header may take
   * @param onArrival takes the connection over, by adding handlers
   * @param onMalformed told why a connection is being closed, in words without any input in them
   * @param onGone told once that the gate is passed, or its connection closed
   */
  public ProxyHeaderGate(
      Duration time, Consumer<Arrival> onArrival, Consumer<String> onMalformed, Runnable onGone) {
    this.time = time;
    this.onArrival = onArrival;
    this.onMalformed = onMalformed;
    this.onGone = onGone;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    Deadline next = new Deadline(ctx.channel().eventLoop());
    next.in(time, () -> close(ctx, "the PROXY header did not come in time"));
    deadline = next;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    ProxyHeader.read(in)
        .<Runnable>fold(
            () -> () -> {},
            said -> () -> pass(ctx, said.orElseGet(() -> Arrival.of(ctx.channel()))),
            fault ->
                () -> {
                  in.skipBytes(in.readableBytes());
                  close(ctx, fault.reason());
                })
        .run();
  }

  private void pass(ChannelHandlerContext ctx, Arrival arrival) {
    onArrival.accept(arrival);
    ctx.pipeline().remove(this);
  }

  @Override
  protected void decodeLast(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    boolean begun = in.isReadable();
    if (begun) {
      decode(ctx, in, out);
    }
    if (!ctx.isRemoved() && ctx.channel().isOpen()) {
      if (begun) {
        close(ctx, "the connection ended inside its PROXY header");
      } else {
        ctx.close();
      }
    }
  }

  private void close(ChannelHandlerContext ctx, String reason) {
    if (ctx.channel().isOpen()) {
      onMalformed.accept(reason);
      ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext ctx) {
    onGone.run();
    if (deadline != null) {
      deadline.cancel();
    }
  }
}
