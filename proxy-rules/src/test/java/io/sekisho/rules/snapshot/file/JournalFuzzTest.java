package io.sekisho.rules.snapshot.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.snapshot.file.JournalReading.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JournalFuzzTest {
  private static final SnapshotHeader SNAPSHOT = Images.header(1);
  private static final int ROUNDS = 150;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whateverIsDoneToAJournalOnlyItsOwnFirstRecordsAreReplayed(long seed) throws IOException {
    Random random = new Random(seed);
    List<Entry> entries = Entry.random(random, SNAPSHOT.lastSequence(), 30, 60);
    byte[] sound = written(entries);

    for (int round = 0; round < ROUNDS; round++) {
      Files.write(journal(), mutated(sound, random));
      List<Entry> replayed = new ArrayList<>();
      Journal.replay(file(), SNAPSHOT, record -> replayed.add(Entry.of(record)));
      assertThat(replayed).isEqualTo(entries.subList(0, replayed.size()));
      assertThatItGoesOn(replayed);
    }
  }

  private void assertThatItGoesOn(List<Entry> before) throws IOException {
    Entry next = Entry.random(new Random(9), 1_000_000, 1, 50).get(0);
    try (Journal journal = Journal.open(file(), SNAPSHOT, record -> {})) {
      journal.append(next.sequence(), next.kind(), next.payload());
    }
    List<Entry> replayed = new ArrayList<>();
    JournalReading reading =
        Journal.replay(file(), SNAPSHOT, record -> replayed.add(Entry.of(record)));
    assertThat(reading.end()).isEqualTo(End.WHOLE);
    assertThat(replayed.subList(0, replayed.size() - 1)).isEqualTo(before);
    assertThat(replayed.get(before.size())).isEqualTo(next);
  }

  private static byte[] mutated(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    int mutations = 1 + random.nextInt(4);
    for (int i = 0; i < mutations; i++) {
      bytes = mutatedOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] mutatedOnce(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int other = random.nextInt(bytes.length);
    int length = random.nextInt(Math.min(200, bytes.length - Math.max(at, other)) + 1);
    byte[] changed = bytes.clone();
    switch (random.nextInt(5)) {
      case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> Arrays.fill(changed, at, at + length, (byte) 0);
      case 2 -> System.arraycopy(bytes, other, changed, at, length);
      case 3 -> changed = Arrays.copyOf(bytes, Math.max(1, at));
      default -> changed = Arrays.copyOf(bytes, bytes.length + 1 + length);
    }
    return changed;
  }

  private byte[] written(List<Entry> entries) throws IOException {
    try (Journal journal = Journal.open(file(), SNAPSHOT, record -> {})) {
      for (Entry entry : entries) {
        journal.append(entry.sequence(), entry.kind(), entry.payload());
      }
    }
    return Files.readAllBytes(journal());
  }

  private Path file() {
    return directory.resolve("rules.snapshot");
  }

  private Path journal() {
    return directory.resolve("rules.snapshot." + SNAPSHOT.id() + ".journal");
  }
}
