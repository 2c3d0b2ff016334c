package io.sekisho.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sekisho.proxy.Fault;
import io.sekisho.proxy.Flows;
import io.sekisho.rules.indicator.Endpoint;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hellos with random damage: none throws, and none depends on how it comes. */
final class MutationTest {
  private static final int MAX = 4096;
  private static final int EACH = 10_000;
  private static final Endpoint ANYWHERE = Flows.endpoint("a.example:443");
  private static final List<byte[]> SOUND =
      List.of(
          Hellos.naming("a.example"),
          Hellos.records(
              Hellos.hello(
                  Hellos.ech(176),
                  Hellos.serverName("a.example"),
                  Hellos.extension(10, Hellos.vector16(Hellos.bytes(0, 29, 0x1a, 0x1a))),
                  Hellos.extension(11, Hellos.vector8(new byte[1])),
                  Hellos.extension(13, Hellos.vector16(Hellos.bytes(4, 3, 8, 4))),
                  Hellos.extension(16, Hellos.vector16(Hellos.vector8(Hellos.ascii("h2")))),
                  Hellos.extension(43, Hellos.vector8(Hellos.bytes(3, 4)))),
              90),
          Hellos.records(Hellos.hello(Hellos.serverName("b.example"), Hellos.ech(144)), 7));

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 10);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void damageNeverThrowsAndIsReadTheSameHoweverItComes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < EACH; i++) {
      byte[] wire = damaged(SOUND.get(random.nextInt(SOUND.size())).clone(), random);

      HelloReading whole = new HelloReader(MAX).read(Unpooled.wrappedBuffer(wire));

      assertThat(text(inPieces(wire, random))).as("case %s", i).isEqualTo(text(whole));
    }
  }

  private static byte[] damaged(byte[] wire, SplittableRandom random) {
    byte[] damaged = wire;
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      int at = random.nextInt(damaged.length);
      switch (random.nextInt(4)) {
        case 0 -> damaged[at] = (byte) random.nextInt(256);
        case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> damaged = spliced(damaged, at, at);
        default -> damaged = spliced(damaged, at, Math.min(at + 2, damaged.length));
      }
    }
    return damaged;
  }

  /** Three bytes put in, or some left out. */
  private static byte[] spliced(byte[] wire, int from, int to) {
    byte[] put = from == to ? Arrays.copyOfRange(wire, from, from + 3) : new byte[0];
    return Hellos.concat(Arrays.copyOf(wire, from), put, Arrays.copyOfRange(wire, to, wire.length));
  }

  private static HelloReading inPieces(byte[] wire, SplittableRandom random) {
    HelloReader reader = new HelloReader(MAX);
    ByteBuf received = Unpooled.buffer(wire.length + 1);
    HelloReading reading = reader.read(received);
    int at = 0;
    while (at < wire.length && reading == HelloReading.NEEDS_MORE) {
      int length = Math.min(random.nextInt(1, 40), wire.length - at);
      reading = reader.read(received.writeBytes(wire, at, length));
      at += length;
    }
    return reading;
  }

  /** Everything that it gives, so that every part of it is computed. */
  private static String text(HelloReading reading) {
    return reading.fold(
        new HelloReading.Cases<>(
            () -> "needs more",
            () -> "not TLS",
            Fault::reason,
            () -> "too long",
            hello ->
                hello.name()
                    + " "
                    + hello.ech()
                    + hello.protocols()
                    + hello.fingerprint().clues(ANYWHERE)));
  }
}
