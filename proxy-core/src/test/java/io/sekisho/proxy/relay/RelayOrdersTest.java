package io.sekisho.proxy.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.proxy.Transport;
import io.sekisho.proxy.relay.Script.Seen;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each of two peers does, against all that the other may do meanwhile. */
@Timeout(60)
final class RelayOrdersTest {
  private static final byte[] UP = bytes(150_000);
  private static final byte[] DOWN = bytes(200_000);

  /** Whether the relay is there from the beginning, or comes when nothing moves any more. */
  enum Start {
    EARLY,
    LATE
  }

  static Stream<Arguments> orders() {
    return Loops.transports()
        .flatMap(
            transport ->
                Stream.of(Start.values())
                    .flatMap(
                        start ->
                            Script.all().stream()
                                .map(left -> Arguments.of(transport, start, left))));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void eachSeesWhatTheOtherDid(Transport transport, Start start, Script left) throws Exception {
    try (Loops loops = Loops.of(transport)) {
      for (Script right : Script.all()) {
        try (RelayPair pair = loops.connect()) {
          Peer one = new Peer(pair.sockets().get(0), left, UP, DOWN);
          Peer two = new Peer(pair.sockets().get(1), right, DOWN, UP);

          Play play = perform(one, two, pair, start);

          assertThat(one.seen()).as(play.toString()).isIn(left.maySee(right));
          assertThat(two.seen()).as(play.toString()).isIn(right.maySee(left));
          assertWhole(one, two);
          assertWhole(two, one);
        }
      }
    }
  }

  /** From one byte to some two megabytes, in portions of any size. */
  @ParameterizedTest
  @MethodSource("io.sekisho.proxy.relay.Loops#transports")
  void eachSeesWhatTheOtherDidAtAnyPace(Transport transport) throws Exception {
    List<Script> scripts = Script.all();
    try (Loops loops = Loops.of(transport)) {
      for (int seed = 0; seed < 100; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        Script left = scripts.get(random.nextInt(scripts.size()));
        Script right = scripts.get(random.nextInt(scripts.size()));
        byte[] up = bytes(1 + random.nextInt(2 << random.nextInt(20)));
        byte[] down = bytes(1 + random.nextInt(2 << random.nextInt(20)));
        try (RelayPair pair = loops.connect()) {
          Peer one = new Peer(pair.sockets().get(0), left, up, down).at(random.split());
          Peer two = new Peer(pair.sockets().get(1), right, down, up).at(random.split());

          Play play = perform(one, two, pair, Start.values()[random.nextInt(2)]);

          assertThat(one.seen()).as(seed + ": " + play).isIn(left.maySee(right));
          assertThat(two.seen()).as(seed + ": " + play).isIn(right.maySee(left));
          assertWhole(one, two);
          assertWhole(two, one);
        }
      }
    }
  }

  private static Play perform(Peer one, Peer two, RelayPair pair, Start start) throws Exception {
    Play play = new Play(one, two);
    if (start == Start.LATE) {
      play.untilStill();
    }
    pair.start();
    play.toTheEnd();
    return play;
  }

  /** A FIN comes behind every byte, or not at all. */
  private static void assertWhole(Peer reader, Peer sender) {
    if (reader.seen() == Seen.FIN) {
      assertThat(reader.received()).isEqualTo(sender.said());
    }
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(length).nextBytes(bytes);
    return bytes;
  }
}
