package io.sekisho.rules.snapshot.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.rules.match.table.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A snapshot here holds every sequence up to its last, and what is known is a set of sequences. */
final class JournalRotationTest {
  private static final Image IMAGE = Images.random(5, 900);

  @TempDir private Path directory;

  @Test
  void aCrashAfterAnyStepOfARotationLosesNothingAndRepeatsNothing() throws IOException {
    Journal first = begin();
    append(first, 101, 150);
    PreparedSnapshot next =
        PreparedSnapshot.write(file(), header(2, 120), IMAGE, this::assertNothingIsLost);

    try (Journal second = first.rotate(next)) {
      append(second, 151, 160);
    }

    assertThat(known(directory)).containsExactlyElementsOf(upTo(160));
  }

  @Test
  void onlyTheJournalsOfTheTwoSnapshotsAreKept() throws IOException {
    Journal journal = begin();
    for (int generation = 2; generation < 6; generation++) {
      long last = journal.lastSequence();
      append(journal, last + 1, last + 10);
      journal = journal.rotate(SnapshotFile.prepare(file(), header(generation, last + 5), IMAGE));
    }
    journal.close();

    assertThat(Images.list(directory)).hasSize(4);
    assertThat(known(directory)).containsExactlyElementsOf(upTo(journal.lastSequence()));
  }

  @Test
  void thePreviousSnapshotHasItsOwnJournal() throws IOException {
    Journal first = begin();
    append(first, 101, 150);
    first.rotate(SnapshotFile.prepare(file(), header(2, 120), IMAGE)).close();

    Files.delete(file());

    assertThat(known(directory)).containsExactlyElementsOf(upTo(150));
  }

  @ParameterizedTest
  @EnumSource(
      value = WriteStep.class,
      names = {"LINKED", "PREVIOUS_KEPT", "PUBLISHED", "DIRECTORY_FORCED"})
  void aRotationThatFailsLosesNothing(WriteStep failing) throws IOException {
    Journal first = begin();
    append(first, 101, 150);
    PreparedSnapshot next =
        PreparedSnapshot.write(
            file(),
            header(2, 120),
            IMAGE,
            step -> {
              if (step == failing) {
                throw new IOException("input/output error");
              }
            });

    assertThatThrownBy(() -> first.rotate(next)).hasMessage("input/output error");

    next.close();
    long last = appendIfPossible(first, 151);
    first.close();
    assertThat(known(directory)).containsExactlyElementsOf(upTo(last));
  }

  /** After the snapshot was published, its own journal alone is read again. */
  private static long appendIfPossible(Journal journal, long sequence) {
    try {
      append(journal, sequence, sequence);
      return sequence;
    } catch (IOException e) {
      return sequence - 1;
    }
  }

  private Journal begin() throws IOException {
    SnapshotHeader header = header(1, 100);
    SnapshotFile.write(file(), header, IMAGE);
    return Journal.open(file(), header, record -> {});
  }

  private static void append(Journal journal, long from, long to) throws IOException {
    for (long sequence = from; sequence <= to; sequence++) {
      journal.append(sequence, (byte) 1, ByteBuffer.allocate(7));
    }
  }

  private void assertNothingIsLost(WriteStep step) throws IOException {
    Path copy = Files.createDirectory(directory.resolve("after-" + step));
    for (Path path : Images.list(directory)) {
      if (Files.isRegularFile(path)) {
        Files.copy(path, copy.resolve(path.getFileName()));
      }
    }
    assertThat(known(copy)).containsExactlyElementsOf(upTo(150));
  }

  private Set<Long> known(Path where) throws IOException {
    Path snapshotFile = where.resolve(file().getFileName());
    SnapshotHeader header = Images.opened(snapshotFile).header();
    Set<Long> known = new TreeSet<>(upTo(header.lastSequence()));
    Journal.replay(
        snapshotFile,
        header,
        record -> assertThat(known.add(record.sequence())).as("applied twice").isTrue());
    return known;
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  private static SnapshotHeader header(long generation, long lastSequence) {
    SnapshotHeader drawn = Images.header(generation);
    return SnapshotHeader.of(
        generation, drawn.created(), drawn.key(), lastSequence, drawn.counts());
  }

  private Path file() {
    return directory.resolve("rules.snapshot");
  }
}
