package io.sekisho.app.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.snapshot.file.FormatVersion;
import io.sekisho.rules.snapshot.file.SnapshotFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What comes of a snapshot that cannot be used: never a wrong answer, and never silence. */
final class DamagedSnapshotTest {
  private final LogLines log = new LogLines();
  @TempDir private Path state;

  @AfterEach
  void closeLog() {
    log.close();
  }

  /** What may befall a file. */
  enum Damage {
    EMPTY("ends within its header") {
      @Override
      byte[] of(byte[] whole) {
        return new byte[0];
      }
    },
    TRUNCATED("ends at") {
      @Override
      byte[] of(byte[] whole) {
        return Arrays.copyOf(whole, whole.length - 1);
      }
    },
    A_BIT_OF_A_SECTION("checksum") {
      @Override
      byte[] of(byte[] whole) {
        return flipped(whole, 4096);
      }
    },
    A_BIT_OF_THE_HEADER("checksum") {
      @Override
      byte[] of(byte[] whole) {
        return flipped(whole, 100);
      }
    },
    NEWER_MAJOR(
        "major version "
            + (FormatVersion.CURRENT.major() + 1)
            + ", not "
            + FormatVersion.CURRENT.major()) {
      @Override
      byte[] of(byte[] whole) {
        byte[] newer = whole.clone();
        newer[8] = (byte) (FormatVersion.CURRENT.major() + 1);
        return newer;
      }
    },
    ANOTHER_FILE("does not begin as a snapshot does") {
      @Override
      byte[] of(byte[] whole) {
        return "one.example\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
      }
    };

    private final String reason;

    Damage(String reason) {
      this.reason = reason;
    }

    abstract byte[] of(byte[] whole);

    private static byte[] flipped(byte[] whole, int at) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 1;
      return flipped;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theOneBeforeIsUsedAndTheReasonTold(Damage damage) throws IOException {
    leaveTwo();
    befall(damage, file());

    try (KeptRun next = KeptRun.in(state)) {
      assertThat(next.isHostile("one.example")).isTrue();
      assertThat(next.isHostile("three.example")).isFalse();
      assertThat(log.all())
          .anyMatch(line -> line.contains("The snapshot before is used") && tells(line, damage));
    }
  }

  @ParameterizedTest
  @EnumSource
  void withNoGoodOneLeftTheFeedsAreReadAndTheReasonsTold(Damage damage) throws IOException {
    leaveTwo();
    befall(damage, file());
    befall(damage, previous());

    try (KeptRun next = KeptRun.in(state)) {
      assertThat(next.rules().current().claims().feeds()).isEmpty();
      assertThat(log.all()).filteredOn(line -> tells(line, damage)).hasSize(2);
    }
  }

  private static boolean tells(String line, Damage damage) {
    return line.contains("rules.snapshot") && line.contains(damage.reason);
  }

  @Test
  void aGoodOneTakesThePlaceOfADamagedOne() throws IOException {
    leaveTwo();
    befall(Damage.TRUNCATED, file());
    try (KeptRun next = KeptRun.in(state)) {
      next.claim("c2", manyNames());
      next.awaitSnapshot();
    }

    try (KeptRun last = KeptRun.in(state)) {
      assertThat(last.isHostile("n1.example")).isTrue();
      assertThat(last.isHostile("one.example")).isFalse();
    }
  }

  @Test
  void changesBehindTheOneBeforeAreMadeAgainAsFarAsItsJournalGoes() throws IOException {
    KeptRun.leave(state, "one.example");
    try (KeptRun run = KeptRun.in(state)) {
      run.claim("c2", "one.example", "two.example");
      run.claim("c2", manyNames());
      run.awaitSnapshot();
    }
    befall(Damage.TRUNCATED, file());

    try (KeptRun next = KeptRun.in(state)) {
      assertThat(next.isHostile("n1.example")).isTrue();
      assertThat(next.isHostile("one.example")).isFalse();
    }
  }

  @Test
  void aDamagedJournalIsToldAndWhatStandsBeforeTheDamageCounts() throws IOException {
    KeptRun.leave(state, "one.example");
    try (KeptRun run = KeptRun.in(state)) {
      run.claim("c2", "two.example");
      run.claim("c2", "three.example");
    }
    Path journal = journal();
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, Damage.flipped(whole, 100));

    try (KeptRun next = KeptRun.in(state)) {
      assertThat(next.isHostile("one.example")).isTrue();
      assertThat(log.all())
          .anyMatch(line -> line.startsWith("Changes since the snapshot are lost"));
      next.claim("c2", "four.example");
    }
    try (KeptRun last = KeptRun.in(state)) {
      assertThat(last.isHostile("four.example")).isTrue();
      assertThat(last.isHostile("one.example")).isFalse();
    }
  }

  @Test
  void aRecordThatWasCutShortNeverWasThere() throws IOException {
    KeptRun.leave(state, "one.example");
    try (KeptRun run = KeptRun.in(state)) {
      run.claim("c2", "two.example");
      run.claim("c2", "three.example");
    }
    Path journal = journal();
    byte[] whole = Files.readAllBytes(journal);
    Files.write(journal, Arrays.copyOf(whole, whole.length - 7));

    try (KeptRun next = KeptRun.in(state)) {
      assertThat(next.isHostile("two.example")).isTrue();
      assertThat(next.isHostile("three.example")).isFalse();
      assertThat(log.all()).noneMatch(line -> line.contains("lost"));
    }
  }

  /** The earlier one has one.example and the later three.example. */
  private void leaveTwo() throws IOException {
    KeptRun.leave(state, "one.example");
    try (KeptRun run = KeptRun.in(state)) {
      run.claim("c2", withThree());
      run.awaitSnapshot();
    }
    Files.delete(journalOf(previous()));
  }

  private static String[] withThree() {
    return Stream.concat(Stream.of("one.example", "three.example"), Stream.of(manyNames()))
        .toArray(String[]::new);
  }

  private static String[] manyNames() {
    return IntStream.range(0, 10_000).mapToObj(i -> "n" + i + ".example").toArray(String[]::new);
  }

  private static void befall(Damage damage, Path file) throws IOException {
    byte[] bytes = damage.of(Files.readAllBytes(file));
    Path next = Files.write(file.resolveSibling("next"), bytes);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path file() {
    return state.resolve("rules.snapshot");
  }

  private Path previous() {
    return state.resolve("rules.snapshot.previous");
  }

  private Path journal() throws IOException {
    return journalOf(file());
  }

  private static Path journalOf(Path snapshot) throws IOException {
    UUID id = SnapshotFile.info(snapshot).knownHeader().orElseThrow().id();
    return snapshot.resolveSibling("rules.snapshot." + id + ".journal");
  }
}
