package io.sekisho.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.http.DecoderProbe.Pace;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However the bytes of valid messages are cut, the decoder tells the same. */
final class MessageDecoderRandomTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, 150);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void requestsReadTheSameHoweverTheyAreCut(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] wire = latin1(new RandomMessages(random).pipeline());

    assertSameHoweverCut(wire, random, () -> DecoderProbe.ofRequests(Pace.FREE));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void responsesReadTheSameHoweverTheyAreCut(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] wire = latin1(new RandomMessages(random).response());

    assertSameHoweverCut(wire, random, () -> DecoderProbe.ofResponses("GET", Pace.FREE));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void validMessagesAreNeverRefused(long seed) {
    DecoderProbe<RequestHead> probe = DecoderProbe.ofRequests(Pace.FREE);

    probe.receive(latin1(new RandomMessages(new SplittableRandom(seed)).pipeline()));
    probe.fin();

    assertThat(probe.lastEvent()).isEqualTo(DecoderProbe.INPUT_ENDED);
    assertThat(probe.heads()).extracting(RequestHead::target).doesNotContain("/smuggled");
  }

  private static <H> void assertSameHoweverCut(
      byte[] wire, SplittableRandom random, Supplier<DecoderProbe<H>> probes) {
    DecoderProbe<H> whole = probes.get();
    whole.receive(wire);
    List<String> told = end(whole);
    DecoderProbe<H> byteByByte = probes.get();
    byteByByte.receiveByteByByte(wire);

    assertThat(end(byteByByte)).isEqualTo(told);
    for (int round = 0; round < 5; round++) {
      DecoderProbe<H> cut = probes.get();
      receiveInPieces(cut, wire, random);
      assertThat(end(cut)).isEqualTo(told);
    }
  }

  private static void receiveInPieces(DecoderProbe<?> probe, byte[] wire, SplittableRandom random) {
    int at = 0;
    while (at < wire.length) {
      int to = Math.min(wire.length, at + random.nextInt(1, 60));
      probe.receive(Arrays.copyOfRange(wire, at, to));
      at = to;
    }
  }

  private static List<String> end(DecoderProbe<?> probe) {
    probe.fin();
    probe.close();
    assertThat(probe.unreleased()).isZero();
    return probe.events();
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
