package io.sekisho.proxy.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EarlyBytesTest {
  private final List<String> heard = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel(new EarlyBytes());

  @Test
  void everythingIsReplayedInOrderToWhoeverTakesOver() {
    channel.writeInbound(bytes("a"), bytes("b"));
    channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    channel.pipeline().fireExceptionCaught(new IOException("reset"));
    channel.pipeline().addLast(new Listener());
    assertThat(heard).isEmpty();

    channel.pipeline().remove(EarlyBytes.class);

    assertThat(heard).containsExactly("a", "b", "flush", "event", "reset");
  }

  @Test
  void whatComesAfterwardsIsNotKept() {
    channel.pipeline().addLast(new Listener());
    channel.pipeline().remove(EarlyBytes.class);

    channel.writeInbound(bytes("a"));

    assertThat(heard).containsExactly("a", "flush");
  }

  @Test
  void whatIsDiscardedIsReleasedAndNotReplayed() {
    ByteBuf kept = bytes("a");
    channel.writeInbound(kept);
    channel.pipeline().addLast(new Listener());

    channel.pipeline().get(EarlyBytes.class).discard();
    channel.pipeline().remove(EarlyBytes.class);

    assertThat(kept.refCnt()).isZero();
    assertThat(heard).isEmpty();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  /** Writes down what reaches it. */
  private final class Listener extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      heard.add(bytes.toString(StandardCharsets.US_ASCII));
      bytes.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      heard.add("flush");
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      heard.add("event");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      heard.add(String.valueOf(cause.getMessage()));
    }
  }
}
