package io.sekisho.app.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes nothing: what is in force does not suffer by it, and it is told. */
final class FailingDiskTest {
  private static final int BATCHES = 40;
  private static final ChangeJournal.Limits SHORT = new ChangeJournal.Limits(1 << 16, 1 << 16);

  private final LogLines log = new LogLines();
  @TempDir private Path directory;

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  void withoutAStateDirectoryRulesChangeAndTheFailureIsTold() throws IOException {
    Path state = Files.writeString(directory.resolve("state"), "a file in its place");

    try (KeptRun run = KeptRun.in(state)) {
      run.claim("c2", "one.example");
      KeptRun.await(() -> run.status().compactions().failures() > 0);
      run.claim("c2", "two.example");

      assertThat(run.isHostile("two.example")).isTrue();
      assertThat(run.isHostile("one.example")).isFalse();
      assertThat(run.status().lastFailure()).isPresent();
      assertThat(run.status().time()).isEmpty();
      assertThat(log.all()).anyMatch(line -> line.contains("rules.snapshot cannot be written"));
    }
  }

  @Test
  void levelsAreMergedAlthoughTheResultCannotBeWritten() throws IOException {
    Path state = Files.writeString(directory.resolve("state"), "a file in its place");

    try (KeptRun run = KeptRun.in(state)) {
      run.claim("c2", "one.example");
      run.claim("other", "two.example", "three.example");
      run.claim("third", "four.example");
      KeptRun.await(() -> run.status().compactions().failures() > 0);

      assertThat(run.rules().current().claims().levels()).isOne();
      assertThat(run.isHostile("three.example")).isTrue();
    }
  }

  @Test
  void aSnapshotThatCannotTakeItsPlaceLeavesNothingBehindAndTheJournalGoesOn() throws IOException {
    KeptRun.leave(directory, "one.example");
    Path previous = directory.resolve("rules.snapshot.previous");
    Files.createDirectories(previous.resolve("in the way"));

    try (KeptRun run = KeptRun.in(directory)) {
      run.claim("c2", names());
      KeptRun.await(() -> run.status().compactions().failures() > 0);
      run.claim("c2", "two.example");
      assertThat(directory).isDirectoryNotContaining("glob:**.unfinished");
    }

    try (KeptRun next = KeptRun.in(directory)) {
      assertThat(next.isHostile("two.example")).isTrue();
      assertThat(next.isHostile("one.example")).isFalse();
    }
  }

  @Test
  void aJournalThatNoSnapshotRelievesIsBoundedAndAStartGoesOnFromWhatItHas() throws IOException {
    KeptRun.leave(directory, "one.example");
    Path previous = directory.resolve("rules.snapshot.previous");
    Files.createDirectories(previous.resolve("in the way"));

    try (KeptRun run = KeptRun.in(directory, SHORT)) {
      for (int batch = 0; batch < BATCHES; batch++) {
        run.claim("c2", batch(batch));
      }
      assertThat(run.keeper().journalBytes()).isBetween(SHORT.most() / 2, SHORT.most());
      assertThat(log.all()).filteredOn(line -> line.contains("The journal ends here")).hasSize(1);
    }

    try (KeptRun next = KeptRun.in(directory)) {
      assertThat(IntStream.range(0, BATCHES).filter(i -> next.isHostile(batch(i)[0])))
          .hasSize(1)
          .allMatch(i -> i < BATCHES - 1);
    }
  }

  private static String[] batch(int number) {
    return IntStream.range(0, 400)
        .mapToObj(i -> "n" + i + "-" + number + ".example")
        .toArray(String[]::new);
  }

  @Test
  void anEndInTheMiddleOfACompactionIsNoFailure() {
    KeptRun.leave(directory, "one.example");

    try (KeptRun run = KeptRun.in(directory)) {
      run.claim("c2", names());
      run.claim("other", names());
    }

    assertThat(log.all()).noneMatch(line -> line.contains("cannot") || line.contains("lost"));
    try (KeptRun next = KeptRun.in(directory)) {
      assertThat(next.isHostile("n1.example")).isTrue();
    }
  }

  private static String[] names() {
    return IntStream.range(0, 10_000).mapToObj(i -> "n" + i + ".example").toArray(String[]::new);
  }
}
