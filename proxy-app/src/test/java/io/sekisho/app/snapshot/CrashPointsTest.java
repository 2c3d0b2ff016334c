package io.sekisho.app.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A change is written in three steps: the claims, into the journal or a snapshot; the copy; its
 * reading. A process may end before any of them, and a machine may lose an earlier one and keep a
 * later one.
 */
final class CrashPointsTest {
  private static final int ALL = KeptFeed.NAMES;
  private static final int CHANGED = 2;

  @TempDir private Path directory;
  private Path before = Path.of("unset");
  private Path after = Path.of("unset");
  private KeptFeed feed = KeptFeed.UNSET;

  /** The state before and behind a change: the first name is gone, and a last one has come. */
  @BeforeEach
  void leaveBothStates() throws IOException {
    feed = KeptFeed.in(directory);
    var unused = feed.run();
    before = copy(feed.state(), directory.resolve("before"));
    feed.lists(1, ALL + 1);
    var unusedToo = feed.run();
    after = copy(feed.state(), directory.resolve("after"));
  }

  /** Where all three are of one moment, that is known; anywhere else the file is read whole. */
  @ParameterizedTest
  @CsvSource({
    "before, before, before, difference",
    "before, before, after, all",
    "before, after, before, all",
    "before, after, after, all",
    "after, before, before, all",
    "after, before, after, all",
    "after, after, before, all",
    "after, after, after, nothing"
  })
  void theFileIsInForceAfterwardsWhateverWasWritten(
      String claims, String copy, String reading, String read) throws IOException {
    Path state = Files.createDirectories(directory.resolve("crashed"));
    copy(of(claims), state);
    place(copy, "feeds/c2.copy", state);
    place(reading, "feeds/c2.reading", state);
    KeptFeed crashed = feed.in(feed.file(), state);

    KeptFeed.Told told = crashed.run(KeptRun.NOON, CrashPointsTest::requireTheFile);

    switch (read) {
      case "nothing" -> assertThat(told.linesRead()).isZero();
      case "difference" -> assertThat(told.linesRead()).isEqualTo(CHANGED);
      default -> assertThat(told.linesRead()).isGreaterThanOrEqualTo(ALL);
    }
    assertThat(told.status().copyInForce().orElseThrow().report().accepted()).isEqualTo(ALL);
    assertThat(crashed.run(KeptRun.NOON, CrashPointsTest::requireTheFile).linesRead()).isZero();
  }

  private static void requireTheFile(KeptRun run) {
    assertThat(run.isHostile(KeptFeed.name(0))).isFalse();
    assertThat(run.isHostile(KeptFeed.name(1))).isTrue();
    assertThat(run.isHostile(KeptFeed.name(ALL))).isTrue();
    assertThat(run.rules().current().feed("c2").orElseThrow().entries()).isEqualTo(ALL);
  }

  private Path of(String moment) {
    return moment.equals("before") ? before : after;
  }

  private void place(String moment, String file, Path state) throws IOException {
    Files.copy(
        of(moment).resolve(file),
        state.resolve(file),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      all.forEach(each -> copyOne(each, to.resolve(from.relativize(each).toString())));
    }
    return to;
  }

  private static void copyOne(Path from, Path to) {
    try {
      if (Files.isDirectory(from)) {
        Files.createDirectories(to);
      } else {
        Files.copy(
            from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
