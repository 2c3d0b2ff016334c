package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.sekisho.rules.feed.format.FeedFormat;
import io.sekisho.rules.feed.format.FormatChoice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes are, a reading has a result, soon, and no more of it than the bytes explain.
 * More rounds, and others, are run with {@code -Dsekisho.fuzz.rounds} and {@code
 * -Dsekisho.fuzz.seed}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FeedFuzzTest {
  private static final int ROUNDS = Integer.getInteger("sekisho.fuzz.rounds", 250);
  private static final long SEED = Long.getLong("sekisho.fuzz.seed", 20_261_122L);

  /** A reading of at most half a megabyte takes milliseconds; the machine may be busy. */
  private static final long LONGEST_READING = TimeUnit.SECONDS.toNanos(5);

  /** A range of a few characters is written as up to 254 prefixes of IPv6. */
  private static final long ENTRIES_PER_BYTE = 64;

  private final FuzzSeeds seeds;

  FeedFuzzTest() throws IOException {
    this.seeds = new FuzzSeeds();
  }

  @ParameterizedTest
  @MethodSource("formats")
  @Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aFormatReadsWhateverItIsGiven(String label) {
    FeedFormat format = FormatChoice.named(label).orElseThrow().format().orElseThrow();

    forMutated(
        label,
        bytes -> {
          AtomicLong entries = new AtomicLong();
          try {
            format.read(new ByteArrayInputStream(bytes), entry -> entries.incrementAndGet());
          } catch (UncheckedIOException refused) {
            assertThat(refused).hasMessageContaining("set columns");
          }
          assertThat(entries.get()).isLessThanOrEqualTo(ENTRIES_PER_BYTE * (bytes.length + 1L));
        });
  }

  @ParameterizedTest
  @MethodSource("formatsAndAuto")
  @Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aCopyIsJudgedWhateverItHolds(String label) {
    FeedReader reader = new FeedReader(Texts.settings(label));
    FeedGate gate = new FeedGate(GateSettings.DEFAULT);

    forMutated(
        label,
        bytes -> {
          FeedCopy copy = new FeedCopy("fuzz", bytes, Texts.MODIFIED);
          gate.judge(copy, reader.read(copy), null);
        });
  }

  private void forMutated(String label, Reading reading) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = seeds.next(label, random);
      long start = System.nanoTime();
      try {
        reading.read(bytes);
        assertThat(System.nanoTime() - start).isLessThan(LONGEST_READING);
      } catch (IOException | RuntimeException | StackOverflowError | AssertionError e) {
        fail("%s, seed %d, round %d".formatted(label, SEED, round), e);
      }
    }
  }

  private static List<String> formats() {
    return FuzzSeeds.labels();
  }

  private static Stream<String> formatsAndAuto() {
    return Stream.concat(Stream.of("auto"), formats().stream());
  }

  /** One reading of one text. */
  @FunctionalInterface
  private interface Reading {
    void read(byte[] bytes) throws IOException;
  }
}
