package io.sekisho.proxy.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.proxy.Transport;
import io.sekisho.proxy.explicit.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
final class RelayEndTest {
  private static final int MEGABYTE = 1 << 20;

  static Stream<Transport> transports() {
    return Loops.transports();
  }

  @ParameterizedTest
  @MethodSource("transports")
  void bytesPassBothWaysAtOnce(Transport transport) throws Exception {
    byte[] up = bytes(2 * MEGABYTE);
    byte[] down = bytes(3 * MEGABYTE);
    for (int round = 0; round < 10; round++) {
      try (Loops loops = Loops.of(transport);
          RelayPair pair = loops.open()) {
        CompletableFuture<Void> sentUp = sendAndEnd(pair.left(), up);
        CompletableFuture<Void> sentDown = sendAndEnd(pair.right(), down);
        CompletableFuture<byte[]> receivedDown = receive(pair.left());

        byte[] receivedUp = receive(pair.right()).join();

        assertThat(Arrays.equals(receivedUp, up)).isTrue();
        assertThat(Arrays.equals(receivedDown.join(), down)).isTrue();
        CompletableFuture.allOf(sentUp, sentDown).join();
        pair.awaitClosed();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aFinOfTheLeftLetsTheRightAnswer(Transport transport) throws Exception {
    try (Loops loops = Loops.of(transport);
        RelayPair pair = loops.open()) {
      sendAndEnd(pair.left(), ascii("question")).join();
      assertThat(receive(pair.right()).join()).isEqualTo(ascii("question"));

      sendAndEnd(pair.right(), ascii("answer")).join();

      assertThat(receive(pair.left()).join()).isEqualTo(ascii("answer"));
      pair.awaitClosed();
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aFinOfTheRightLetsTheLeftAnswer(Transport transport) throws Exception {
    try (Loops loops = Loops.of(transport);
        RelayPair pair = loops.open()) {
      sendAndEnd(pair.right(), ascii("greeting")).join();
      assertThat(receive(pair.left()).join()).isEqualTo(ascii("greeting"));

      sendAndEnd(pair.left(), ascii("reply")).join();

      assertThat(receive(pair.right()).join()).isEqualTo(ascii("reply"));
      pair.awaitClosed();
    }
  }

  /** Half-closure, back-pressure and a FIN that comes long before the reader gets to it. */
  @ParameterizedTest
  @MethodSource("transports")
  void aSlowReaderGetsEveryByteThatCameBeforeAnEarlyFin(Transport transport) throws Exception {
    byte[] down = bytes(30 * MEGABYTE);
    try (Loops loops = Loops.of(transport);
        RelayPair pair = loops.open()) {
      CompletableFuture<Void> sent = sendAndEnd(pair.right(), down);
      awaitFull(pair.left());

      byte[] received = receiveWithPauses(pair.left());

      sent.join();
      assertThat(Arrays.equals(received, down)).isTrue();
      pair.left().shutdownOutput();
      pair.awaitClosed();
    }
  }

  /** Many small transfers whose FIN is already there when reading is paused. */
  @ParameterizedTest
  @MethodSource("transports")
  void noByteIsLostWhenFinArrivesWhileReadingIsPaused(Transport transport) throws Exception {
    byte[] down = bytes(300_000);
    for (int round = 0; round < 8; round++) {
      try (Loops loops = Loops.of(transport);
          RelayPair pair = loops.open()) {
        CompletableFuture<Void> sent = sendAndEnd(pair.right(), down);
        awaitFull(pair.left());

        byte[] received = receiveWithPauses(pair.left());

        sent.join();
        assertThat(received.length).isEqualTo(down.length);
      }
    }
  }

  /** The slow reader has nothing more to say itself, and says so while bytes wait for it. */
  @ParameterizedTest
  @MethodSource("transports")
  void bytesStillWaitingForASlowReaderSurviveItsOwnFin(Transport transport) throws Exception {
    byte[] down = bytes(MEGABYTE);
    try (Loops loops = Loops.of(transport);
        RelayPair pair = loops.open(loops.setup().withGreed())) {
      CompletableFuture<Void> sent = sendAndEnd(pair.right(), down);
      awaitFull(pair.left());
      pair.left().shutdownOutput();
      awaitFull(pair.left());

      byte[] received = receiveWithPauses(pair.left());

      sent.join();
      assertThat(received.length).isEqualTo(down.length);
      pair.awaitClosed();
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aResetPassesOnAsAReset(Transport transport) throws Exception {
    try (Loops loops = Loops.of(transport);
        RelayPair pair = loops.open()) {
      reset(pair.left());

      assertReset(pair.right());
      pair.awaitClosed();
    }
    try (Loops loops = Loops.of(transport);
        RelayPair pair = loops.open()) {
      reset(pair.right());

      assertReset(pair.left());
      pair.awaitClosed();
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aResetOfTheOneThatIsStillTalkingReachesTheOneThatHasEnded(Transport transport)
      throws Exception {
    try (Loops loops = Loops.of(transport);
        RelayPair pair = loops.open()) {
      sendAndEnd(pair.left(), ascii("question")).join();
      assertThat(receive(pair.right()).join()).isEqualTo(ascii("question"));

      reset(pair.right());

      assertReset(pair.left());
      pair.awaitClosed();
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void anIdleRelayIsReset(Transport transport) throws Exception {
    try (Loops loops = Loops.of(transport);
        RelayPair pair = loops.open(loops.setup().withIdleTime(Duration.ofMillis(100)))) {
      pair.awaitClosed();

      assertReset(pair.left());
      assertReset(pair.right());
    }
  }

  /** Bytes that its server never takes do not keep an idle relay alive. */
  @ParameterizedTest
  @MethodSource("transports")
  void anIdleRelayIsResetThoughOneSideHasEndedAndTheOtherTakesNothing(Transport transport)
      throws Exception {
    try (Loops loops = Loops.of(transport);
        RelayPair pair =
            loops.open(loops.setup().withGreed().withIdleTime(Duration.ofMillis(300)))) {
      sendAndEnd(pair.left(), bytes(MEGABYTE)).join();

      pair.awaitClosed();

      assertReset(pair.left());
    }
  }

  private static void assertReset(Socket socket) {
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static CompletableFuture<Void> sendAndEnd(Socket socket, byte[] bytes) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> new Thread(task, "sender").start());
  }

  private static CompletableFuture<byte[]> receive(Socket socket) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return socket.getInputStream().readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> new Thread(task, "receiver").start());
  }

  /** Waits until no more arrives for a reader that does not read. */
  private static void awaitFull(Socket reader) {
    Await.standstill(
        () -> {
          try {
            return reader.getInputStream().available();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static byte[] receiveWithPauses(Socket socket) throws Exception {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[256 * 1024];
    int pauses = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      all.write(buffer, 0, n);
      if (all.size() / 100_000 > pauses && pauses < 50) {
        pauses++;
        Thread.sleep(5);
      }
    }
    return all.toByteArray();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
