package io.sekisho.proxy.littleproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.sekisho.proxy.Sockets;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.explicit.Await;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InnerChannelTest {
  private static final int PIECE = 1024;
  private static final int PIECES = 512;

  private final EventLoopGroup loops = Transport.NIO.eventLoops(1);
  private final EventLoop loop = loops.next();
  private final InnerChannel near = new InnerChannel(loop, new InetSocketAddress(80));
  private final InnerChannel far = new InnerChannel(loop, new InetSocketAddress(0));
  private final Reader reader = new Reader();

  /** Counts what it reads. */
  private static final class Reader extends ChannelInboundHandlerAdapter {
    private final AtomicInteger bytes = new AtomicInteger();
    private volatile boolean ended;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf content = (ByteBuf) message;
      bytes.addAndGet(content.readableBytes());
      content.release();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      ended |= event == ChannelInputShutdownEvent.INSTANCE;
    }
  }

  @BeforeEach
  void join() {
    InnerChannel.join(near, far);
    near.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    near.pipeline().addLast(reader);
    loop.register(near).syncUninterruptibly();
    loop.register(far).syncUninterruptibly();
  }

  @AfterEach
  void end() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private void pour() {
    for (int i = 0; i < PIECES; i++) {
      far.writeAndFlush(Unpooled.wrappedBuffer(new byte[PIECE]));
    }
  }

  @Test
  void whatOneEndWritesTheOtherReads() {
    pour();

    Await.until("all is read", () -> reader.bytes.get() == PIECE * PIECES);
    assertThat(far.isWritable()).isTrue();
  }

  @Test
  void anEndThatDoesNotReadIsWrittenToNoFurther() {
    near.config().setAutoRead(false);

    pour();

    Await.until("no more is taken", () -> !far.isWritable());
    assertThat(reader.bytes.get()).isZero();
    near.config().setAutoRead(true);
    Await.until("all is read", () -> reader.bytes.get() == PIECE * PIECES);
  }

  @Test
  void whatWasWrittenBeforeTheEndIsReadBeforeIt() {
    far.writeAndFlush(Unpooled.wrappedBuffer(new byte[PIECE]));

    far.close();

    Await.until("the end is heard", () -> reader.ended);
    assertThat(reader.bytes.get()).isEqualTo(PIECE);
    assertThat(near.isOpen()).isTrue();
    assertThat(near.isInputShutdown()).isTrue();
  }

  @Test
  void anEndWithoutHalfClosureEndsWithTheOther() {
    Sockets.reset(near);

    Await.until("it is closed", () -> !far.isOpen());
    assertThat(far.wasReset()).isTrue();
  }
}
