package io.sekisho.rules.snapshot.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.rules.match.table.Image;
import io.sekisho.rules.snapshot.file.SnapshotFault.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SnapshotReplacementTest {
  private static final Image IMAGE = Images.random(5, 9000);

  @TempDir private Path directory;

  @Test
  void anAbsentSnapshotIsTold() throws IOException {
    SnapshotReading reading = SnapshotFile.open(file());

    assertThat(reading.<Boolean>fold(usable -> false, SnapshotReading.Unusable::isAbsent)).isTrue();
  }

  @Test
  void whatIsMappedStaysWhenTheFileIsReplaced() throws IOException {
    SnapshotFile.write(file(), Images.header(1), IMAGE);
    Image mapped = Images.opened(file()).image();

    for (long generation = 2; generation < 6; generation++) {
      SnapshotFile.write(file(), Images.header(generation), Images.random(generation, 9000));
    }

    assertThat(Images.bytes(mapped)).isEqualTo(Images.bytes(IMAGE));
  }

  @Test
  void aDamagedFileGivesWayToTheOneBeforeAndIsTold() throws IOException {
    SnapshotFile.write(file(), Images.header(1), IMAGE);
    SnapshotFile.write(file(), Images.header(2), IMAGE);
    damage(file());

    SnapshotReading reading = SnapshotFile.open(file());

    assertThat(generation(reading)).isEqualTo(1);
    assertThat(passedOver(reading))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.file()).isEqualTo(file());
              assertThat(fault.reason()).isEqualTo(Reason.HEADER_DAMAGED);
            });
  }

  @Test
  void aDamagedFileNeverBecomesThePreviousGoodOne() throws IOException {
    SnapshotFile.write(file(), Images.header(1), IMAGE);
    SnapshotFile.write(file(), Images.header(2), IMAGE);
    damage(file());

    SnapshotFile.write(file(), Images.header(3), IMAGE);

    damage(file());
    assertThat(generation(SnapshotFile.open(file()))).isEqualTo(1);
  }

  @Test
  void ofThePublishedOnesTwoAreKeptAndNothingElse() throws IOException {
    Files.writeString(directory.resolve("rules.snapshot.123.unfinished"), "left by a crash");

    for (long generation = 1; generation < 5; generation++) {
      SnapshotFile.write(file(), Images.header(generation), IMAGE);
    }

    assertThat(Images.list(directory))
        .containsExactly(file(), directory.resolve("rules.snapshot.previous"));
  }

  @Test
  void aPreparedOneIsNotInForceAndLeavesNothing() throws IOException {
    SnapshotFile.write(file(), Images.header(1), IMAGE);

    try (PreparedSnapshot prepared = SnapshotFile.prepare(file(), Images.header(2), IMAGE)) {
      assertThat(Images.opened(file()).header().generation()).isEqualTo(1);
      assertThat(prepared.header().generation()).isEqualTo(2);
    }

    assertThat(Images.list(directory)).containsExactly(file());
  }

  @Test
  void aCrashAfterAnyStepLeavesTheOldOrTheNewOne() throws IOException {
    SnapshotFile.write(file(), Images.header(1), IMAGE);
    SnapshotFile.write(file(), Images.header(2), IMAGE);
    List<Long> found = new ArrayList<>();

    SnapshotFile.write(file(), Images.header(3), IMAGE, step -> found.add(afterCrash(step)));

    assertThat(found).containsExactly(2L, 2L, 2L, 2L, 2L, 3L, 3L);
  }

  @ParameterizedTest
  @EnumSource(WriteStep.class)
  void aFailureAtAnyStepLeavesOneThatCanBeUsedAndReplaced(WriteStep failing) throws IOException {
    SnapshotFile.write(file(), Images.header(1), IMAGE);
    WriteStep.Watcher full =
        step -> {
          if (step == failing) {
            throw new IOException("no space left");
          }
        };

    assertThatThrownBy(() -> SnapshotFile.write(file(), Images.header(2), IMAGE, full))
        .hasMessage("no space left");

    assertThat(generation(SnapshotFile.open(file()))).isBetween(1L, 2L);
    SnapshotFile.write(file(), Images.header(3), IMAGE);
    assertThat(generation(SnapshotFile.open(file()))).isEqualTo(3);
    assertThat(Images.list(directory)).hasSize(2);
  }

  @Test
  void thereIsAlwaysOneToOpenWhileOthersAreWritten() throws Exception {
    SnapshotFile.write(file(), Images.header(1), IMAGE);
    Thread writer = new Thread(this::writeMany);
    writer.start();

    int opened = 0;
    while (writer.isAlive() || opened == 0) {
      assertThat(Images.bytes(Images.opened(file()).image())).isEqualTo(Images.bytes(IMAGE));
      opened++;
    }

    writer.join();
    assertThat(opened).isPositive();
  }

  private void writeMany() {
    for (long generation = 2; generation < 30; generation++) {
      try {
        SnapshotFile.write(file(), Images.header(generation), IMAGE);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** The generation that is found where the program ended after {@code step}. */
  private long afterCrash(WriteStep step) throws IOException {
    Path copy =
        Files.createDirectory(directory.resolveSibling(directory.getFileName() + "-" + step));
    for (Path path : Images.list(directory)) {
      Files.copy(path, copy.resolve(path.getFileName()));
    }
    return generation(SnapshotFile.open(copy.resolve(file().getFileName())));
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.delete(file);
    Files.write(file, bytes);
  }

  private static long generation(SnapshotReading reading) {
    return reading.<Long>fold(usable -> usable.snapshot().header().generation(), unusable -> -1L);
  }

  private static List<SnapshotFault> passedOver(SnapshotReading reading) {
    return reading.fold(SnapshotReading.Usable::passedOver, unusable -> List.of());
  }

  private Path file() {
    return directory.resolve("rules.snapshot");
  }
}
