package io.sekisho.proxy.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.sekisho.proxy.Transport;
import io.sekisho.proxy.explicit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a relay keeps for a peer that takes nothing, in either direction. */
@Timeout(30)
final class RelayMemoryTest {
  /** What may be held, and the buffer of one read, which may come on top. */
  private static final int MOST = 64 * 1024 + 64 * 1024;

  /** The kernel has room for it, so that what ends it is there long before its turn. */
  private static final int BYTES = 1_500_000;

  static Stream<Transport> transports() {
    return Loops.transports();
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aSenderThatGoesOnIsStopped(Transport transport) throws Exception {
    try (Loops loops = Loops.of(transport);
        RelayPair pair = loops.open()) {
      Fill toLeft = Fill.of(pair.ends().get(0));
      Fill toRight = Fill.of(pair.ends().get(1));

      fill(pair.sockets().get(0));
      fill(pair.sockets().get(1));
      Await.standstill(loops::held);

      assertThat(toLeft.peak()).isPositive().isLessThanOrEqualTo(MOST);
      assertThat(toRight.peak()).isPositive().isLessThanOrEqualTo(MOST);
    }
  }

  /**
   * So few bytes wait in the kernel, which has learnt to take many at once, that the FIN behind
   * them has arrived too.
   */
  @ParameterizedTest
  @MethodSource("transports")
  void aSenderThatHasEndedIsStopped(Transport transport) throws Exception {
    try (Loops loops = Loops.of(transport)) {
      for (int bytes = 100_000; bytes <= 1_000_000; bytes += 100_000) {
        try (RelayPair pair = loops.open()) {
          Fill toLeft = Fill.of(pair.ends().get(0));
          Socket sender = pair.right();
          widenWindow(pair);

          sender.getOutputStream().write(new byte[bytes]);
          sender.shutdownOutput();
          Await.standstill(loops::held);

          assertThat(toLeft.peak()).as(bytes + " bytes").isPositive().isLessThanOrEqualTo(MOST);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aSenderThatHasResetFillsNothingFurther(Transport transport) throws Exception {
    try (Loops loops = Loops.of(transport);
        RelayPair pair = loops.open()) {
      Fill toLeft = Fill.of(pair.ends().get(0));
      fill(pair.sockets().get(1));
      Await.standstill(loops::held);

      pair.sockets().get(1).setOption(StandardSocketOptions.SO_LINGER, 0);
      pair.sockets().get(1).close();
      Await.standstill(loops::held);

      assertThat(toLeft.peak()).isPositive().isLessThanOrEqualTo(MOST);
    }
  }

  /** By a transfer that is read as fast as it comes. */
  private static void widenWindow(RelayPair pair) throws Exception {
    byte[] much = new byte[16 * 1024 * 1024];
    CompletableFuture<Void> sent =
        CompletableFuture.runAsync(
            () -> {
              try {
                pair.right().getOutputStream().write(much);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            task -> new Thread(task, "sender").start());
    pair.left().getInputStream().readNBytes(much.length);
    sent.get();
  }

  private static void fill(SocketChannel sender) throws IOException {
    sender.configureBlocking(false);
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    Await.standstill(
        () -> {
          try {
            sender.write(bytes);
            return bytes.position();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  /** How much has ever waited to go out of a channel. */
  private static final class Fill extends ChannelOutboundHandlerAdapter {
    private volatile long peak;

    static Fill of(Channel channel) throws InterruptedException {
      Fill fill = new Fill();
      channel.eventLoop().submit(() -> channel.pipeline().addFirst(fill)).sync();
      return fill;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      ctx.write(message, promise);
      var waiting = ctx.channel().unsafe().outboundBuffer();
      peak = Math.max(peak, waiting == null ? 0 : waiting.totalPendingWriteBytes());
    }

    long peak() {
      return peak;
    }
  }
}
