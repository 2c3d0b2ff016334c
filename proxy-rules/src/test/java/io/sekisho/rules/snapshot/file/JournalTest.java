package io.sekisho.rules.snapshot.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.rules.snapshot.file.JournalReading.End;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
  private static final SnapshotHeader SNAPSHOT = Images.header(1);
  private static final long HELD = SNAPSHOT.lastSequence();

  @TempDir private Path directory;

  @Test
  void whatIsAppendedIsReplayedInOrder() throws IOException {
    List<Entry> entries = Entry.random(new Random(1), HELD, 300, 3000);
    write(entries);
    List<Entry> replayed = new ArrayList<>();

    JournalReading reading =
        Journal.replay(file(), SNAPSHOT, record -> replayed.add(Entry.of(record)));

    assertThat(replayed).isEqualTo(entries);
    assertThat(reading.end()).isEqualTo(End.WHOLE);
    assertThat(reading.lastSequence()).isEqualTo(entries.get(299).sequence());
  }

  @Test
  void recordsLargerThanAnyBufferAreReplayed() throws IOException {
    List<Entry> entries = Entry.random(new Random(2), HELD, 5, 3_000_000);
    write(entries);

    assertThat(replayed()).isEqualTo(entries);
  }

  @Test
  void anOpenedJournalGoesOnBehindItsLastRecord() throws IOException {
    List<Entry> entries = Entry.random(new Random(3), HELD, 20, 50);
    write(entries.subList(0, 10));

    write(entries.subList(10, 20));

    assertThat(replayed()).isEqualTo(entries);
  }

  @Test
  void whatTheSnapshotHoldsIsSkipped() throws IOException {
    List<Entry> entries = Entry.random(new Random(4), HELD, 10, 50);
    write(entries);
    long held = entries.get(6).sequence();
    List<Entry> replayed = new ArrayList<>();

    JournalReading reading =
        Journal.replay(file(), holding(held), record -> replayed.add(Entry.of(record)));

    assertThat(replayed).isEqualTo(entries.subList(7, 10));
    assertThat(reading.skipped()).isEqualTo(7);
  }

  @Test
  void anAbsentJournalIsNoChange() throws IOException {
    JournalReading reading = Journal.replay(file(), SNAPSHOT, record -> {});

    assertThat(reading.end()).isEqualTo(End.ABSENT);
    assertThat(reading.lastSequence()).isEqualTo(HELD);
    assertThat(Images.list(directory)).isEmpty();
  }

  @Test
  void aSequenceThatDoesNotRiseIsRefused() throws IOException {
    try (Journal journal = open()) {
      assertThatThrownBy(() -> journal.append(HELD, (byte) 1, ByteBuffer.allocate(1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void everyTornTailIsCutOffAndTold() throws IOException {
    List<Entry> entries = Entry.random(new Random(5), HELD, 3, 40);
    write(entries);
    byte[] whole = Files.readAllBytes(journal());
    int last = whole.length - RecordFrame.BYTES - entries.get(2).payload().remaining();

    for (int length = last + 1; length < whole.length; length++) {
      Files.write(journal(), Arrays.copyOf(whole, length));
      try (Journal journal = open()) {
        assertThat(journal.replayed().end()).isEqualTo(End.TORN);
        assertThat(journal.replayed().replayed()).isEqualTo(2);
        assertThat(journal.replayed().detail()).startsWith("at " + last + " of " + length);
      }
      assertThat(Files.size(journal())).isEqualTo(last);
    }
  }

  @Test
  void aDamagedRecordEndsTheReplayAndIsTold() throws IOException {
    List<Entry> entries = Entry.random(new Random(6), HELD, 3, 40);
    write(entries);
    byte[] bytes = Files.readAllBytes(journal());
    bytes[JournalHead.BYTES + 8] ^= 1;
    Files.write(journal(), bytes);

    JournalReading reading = Journal.replay(file(), SNAPSHOT, record -> {});

    assertThat(reading.end()).isEqualTo(End.DAMAGED);
    assertThat(reading.isLossy()).isTrue();
    assertThat(reading.replayed()).isZero();
    assertThat(reading.wholeBytes()).isEqualTo(JournalHead.BYTES);
  }

  @Test
  void aPayloadThatItsReaderRefusesIsADamagedRecord() throws IOException {
    write(Entry.random(new Random(7), HELD, 3, 40));

    JournalReading reading =
        Journal.replay(
            file(),
            SNAPSHOT,
            record -> {
              throw new IllegalArgumentException("no such kind");
            });

    assertThat(reading.end()).isEqualTo(End.DAMAGED);
  }

  @Test
  void theJournalOfAnotherSnapshotIsRefusedAndSetAside() throws IOException {
    write(Entry.random(new Random(8), HELD, 3, 40));
    SnapshotHeader other = Images.header(2);
    Path misnamed = directory.resolve("rules.snapshot." + other.id() + ".journal");
    Files.move(journal(), misnamed);

    try (Journal journal = Journal.open(file(), other, record -> {})) {
      assertThat(journal.replayed().end()).isEqualTo(End.REFUSED);
      assertThat(journal.replayed().detail())
          .isEqualTo("belongs to another snapshot, of generation 1");
      journal.append(other.lastSequence() + 1, (byte) 0, ByteBuffer.allocate(3));
    }

    assertThat(Images.list(directory))
        .containsExactly(misnamed, directory.resolve("rules.snapshot.refused.journal"));
    assertThat(Journal.replay(file(), other, record -> {}).replayed()).isEqualTo(1);
  }

  @Test
  void onlyTheOwnerMayReadIt() throws IOException {
    open().close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal())))
        .isEqualTo("rw-------");
  }

  private void write(List<Entry> entries) throws IOException {
    try (Journal journal = open()) {
      for (Entry entry : entries) {
        journal.append(entry.sequence(), entry.kind(), entry.payload());
      }
      journal.force();
    }
  }

  private Journal open() throws IOException {
    return Journal.open(file(), SNAPSHOT, record -> {});
  }

  private List<Entry> replayed() throws IOException {
    List<Entry> entries = new ArrayList<>();
    Journal.replay(file(), SNAPSHOT, record -> entries.add(Entry.of(record)));
    return entries;
  }

  private static SnapshotHeader holding(long sequence) {
    return new SnapshotHeader(
        SNAPSHOT.id(),
        SNAPSHOT.generation(),
        SNAPSHOT.created(),
        SNAPSHOT.key(),
        sequence,
        SNAPSHOT.counts());
  }

  private Path file() {
    return directory.resolve("rules.snapshot");
  }

  private Path journal() {
    return directory.resolve("rules.snapshot." + SNAPSHOT.id() + ".journal");
  }
}
