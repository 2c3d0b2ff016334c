package io.sekisho.app.feeds.posted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChangeLogTest {
  private static final Instant AT = Instant.parse("2026-11-23T03:00:00Z");

  @TempDir private Path directory;
  private Path file = Path.of("unset");
  private ChangeLog log = new ChangeLog(file);

  @BeforeEach
  void open() {
    file = directory.resolve("soc.changes");
    log = new ChangeLog(file);
  }

  @Test
  void withoutAFileThereIsNoChange() throws IOException {
    List<PostedChange> read = new ArrayList<>();

    LogReading reading = log.read(read::add);

    assertThat(reading).isEqualTo(new LogReading(0, false));
    assertThat(read).isEmpty();
    assertThat(log.isAsLeft()).isTrue();
  }

  @Test
  void changesAreReadInTheOrderInWhichTheyWereAdded() throws IOException {
    log.append(adding("one.example"));
    log.append(withdrawing("one.example"));

    assertThat(read()).containsExactly(adding("one.example"), withdrawing("one.example"));
    assertThat(log.isAsLeft()).isTrue();
  }

  @Test
  void aTornLastLineIsDroppedAndTheNextIsBehindTheLastWholeOne() throws IOException {
    log.append(adding("one.example"));
    Files.writeString(file, "{\"at\":\"2026-11-23T03:0", StandardOpenOption.APPEND);
    ChangeLog next = new ChangeLog(file);

    LogReading reading = next.read(change -> {});
    next.append(adding("two.example"));

    assertThat(reading).isEqualTo(new LogReading(0, true));
    assertThat(read()).containsExactly(adding("one.example"), adding("two.example"));
  }

  @Test
  void aLineThatMakesNoSenseCostsItselfAlone() throws IOException {
    log.append(adding("one.example"));
    Files.writeString(file, "\0\0\0\n" + "x".repeat(100_000) + "\n", StandardOpenOption.APPEND);
    ChangeLog next = new ChangeLog(file);
    List<PostedChange> read = new ArrayList<>();
    next.read(read::add);
    next.append(adding("two.example"));

    LogReading reading = log.read(read::add);

    assertThat(reading).isEqualTo(new LogReading(2, false));
    assertThat(read)
        .containsExactly(adding("one.example"), adding("one.example"), adding("two.example"));
  }

  @Test
  void whereAReadingFailsHalfWayTheNextChangeIsAddedToAllThatIsThere() throws IOException {
    log.append(adding("one.example"));
    log.append(adding("two.example"));

    assertThatThrownBy(() -> log.read(ChangeLogTest::runOutOfMemory))
        .isInstanceOf(OutOfMemoryError.class);
    log.append(adding("three.example"));

    assertThat(read())
        .containsExactly(adding("one.example"), adding("two.example"), adding("three.example"));
  }

  private static void runOutOfMemory(PostedChange change) {
    throw new OutOfMemoryError("as if for " + change);
  }

  @Test
  void whereTheFileCannotBeReadTheNextChangeIsAddedToAllThatIsThere() throws IOException {
    log.append(adding("one.example"));
    Path aside = Files.move(file, directory.resolve("aside"));
    Files.createDirectory(file);

    assertThatThrownBy(() -> log.read(change -> {})).isInstanceOf(IOException.class);
    Files.delete(file);
    Files.move(aside, file);
    log.append(adding("two.example"));

    assertThat(read()).containsExactly(adding("one.example"), adding("two.example"));
  }

  @Test
  void toAFileThatSomebodyMadeShorterNothingIsAdded() throws IOException {
    log.append(adding("one.example"));
    Files.writeString(file, "");

    assertThat(log.isAsLeft()).isFalse();
    assertThatThrownBy(() -> log.append(adding("two.example")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shorter");
  }

  @Test
  void whatIsWrittenAnewLeadsToTheSame() throws IOException {
    for (int i = 0; i < 700; i++) {
      log.append(adding("a" + i + ".example", "b.example"));
      log.append(withdrawing("a" + i + ".example"));
    }
    PostedEntries before = entries();
    assertThat(log.hasGrown()).isFalse();

    ChangeLog other = new ChangeLog(directory.resolve("other.changes"));
    IntStream.range(0, 1_001).forEach(i -> append(other, adding("b.example")));
    assertThat(other.hasGrown()).isTrue();
    assertThat(other.isMoreThanTwice(500)).isTrue();
    assertThat(other.isMoreThanTwice(501)).isFalse();
    log.rewrite(before);

    assertThat(read()).containsExactly(adding("b.example"));
    assertThat(entries().all()).containsExactlyElementsOf(before.all());
    assertThat(log.isAsLeft()).isTrue();
  }

  private static void append(ChangeLog log, PostedChange change) {
    try {
      log.append(change);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatIsAddedAgainStandsAtTheEndWithItsNewTime() {
    PostedEntries entries = new PostedEntries();
    entries.make(adding("one.example", "two.example"));
    entries.make(
        new PostedChange(AT.plusSeconds(1), List.of(PostedEntry.of("ONE.example")), List.of()));

    assertThat(entries.changes())
        .containsExactly(
            adding("two.example"),
            new PostedChange(AT.plusSeconds(1), List.of(PostedEntry.of("ONE.example")), List.of()));
    assertThat(entries.latest()).contains(AT.plusSeconds(1));
  }

  private List<PostedChange> read() throws IOException {
    List<PostedChange> read = new ArrayList<>();
    assertThat(log.read(read::add)).isEqualTo(new LogReading(0, false));
    return read;
  }

  private PostedEntries entries() throws IOException {
    PostedEntries entries = new PostedEntries();
    log.read(entries::make);
    return entries;
  }

  private static PostedChange adding(String... names) {
    return new PostedChange(AT, List.of(names).stream().map(PostedEntry::of).toList(), List.of());
  }

  private static PostedChange withdrawing(String name) {
    return new PostedChange(AT, List.of(), List.of(PostedEntry.of(name)));
  }
}
