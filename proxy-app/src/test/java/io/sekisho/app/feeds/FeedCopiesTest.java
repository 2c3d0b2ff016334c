package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.LastGoodCopies.Access;
import io.sekisho.rules.feed.FeedCopy;
import io.sekisho.rules.guard.Guards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a feed between coming in force and being on disk. */
final class FeedCopiesTest {
  @TempDir private Path directory;
  private final Queue<Runnable> writings = new ArrayDeque<>();

  private LoneInput waiting(UnaryOperator<FeedCopy> as) {
    LastGoodCopies kept = new LastGoodCopies(directory.resolve("state"), Access.READ_AND_WRITE);
    return LoneInput.in(new Keeping(kept, writings::add, as), () -> Guards.NONE);
  }

  private FeedInput input() {
    return waiting(UnaryOperator.identity()).input();
  }

  private static void apply(FeedInput input, FeedCopy copy) {
    input.apply(input.judge(copy));
  }

  private void write() {
    while (!writings.isEmpty()) {
      writings.remove().run();
    }
  }

  private Path state(String file) {
    return directory.resolve("state").resolve(file);
  }

  @Test
  void ofCopiesThatWaitTheLatestIsWritten() {
    FeedInput input = input();
    apply(input, LoneInput.copy("one.example\n"));
    apply(input, LoneInput.copy("two.example\n"));
    int waiting = writings.size();

    write();

    assertThat(waiting).isEqualTo(1);
    assertThat(state("c2.copy")).hasContent("two.example\n");
    assertThat(state("c2.reading")).exists();
  }

  @Test
  void theCopyInForceIsThereBeforeItIsWrittenAndBehindIt() {
    FeedInput input = input();
    FeedCopy copy = LoneInput.copy("one.example\n");
    apply(input, copy);
    long before = input.waitingBytes();
    FeedCopy inMemory = input.inForce().orElseThrow();

    write();

    assertThat(inMemory).isSameAs(copy);
    assertThat(before).isEqualTo(copy.size());
    assertThat(input.inForce().flatMap(FeedCopy::file)).contains(state("c2.copy"));
    assertThat(input.waitingBytes()).isZero();
  }

  @Test
  void aCopyThatIsWrittenWhileItsSuccessorComesIsNotTakenForThat() throws IOException {
    FeedInput input = input();
    apply(input, LoneInput.copy("one.example\n"));
    write();
    String reading = Files.readString(state("c2.reading"));
    Files.delete(state("c2.reading"));
    FeedCopy second = LoneInput.copy("two.example\n");
    apply(input, second);

    input.reread();
    boolean early = Files.exists(state("c2.reading"));
    FeedCopy held = input.inForce().orElseThrow();
    write();

    assertThat(early).isFalse();
    assertThat(held).isSameAs(second);
    assertThat(Files.readString(state("c2.reading"))).isNotEqualTo(reading);
  }

  @Test
  void aCopyThatWaitsInItsFileIsNotWhatTheFileHasBecome() throws IOException {
    Path file = Files.writeString(directory.resolve("c2.txt"), "one.example\n");
    FeedInput input = waiting(copy -> copy.keptIn(file)).input();
    apply(input, LoneInput.copy("one.example\n"));
    boolean readable = input.inForce().isPresent();
    Files.writeString(file, "two.example\n");

    write();
    boolean kept = Files.exists(state("c2.copy"));
    Files.writeString(file, "one.example\n");
    apply(input, LoneInput.copy("one.example\n"));
    write();

    assertThat(readable).isFalse();
    assertThat(kept).isFalse();
    assertThat(state("c2.copy")).hasContent("one.example\n");
    assertThat(input.inForce().flatMap(FeedCopy::file)).contains(state("c2.copy"));
  }

  @Test
  void aSourceThatStillHasACopyThatWaitsMakesItYounger() throws IOException {
    FeedInput input = input();
    apply(input, LoneInput.copy("one.example\n"));

    input.renew(LoneInput.NOW.plusSeconds(60));
    write();

    assertThat(Files.getLastModifiedTime(state("c2.copy")).toInstant())
        .isEqualTo(LoneInput.NOW.plusSeconds(60));
  }

  @Test
  void nothingIsWrittenBehindTheEnd() {
    FeedInput input = input();
    apply(input, LoneInput.copy("one.example\n"));
    apply(input, LoneInput.copy("<html>\n"));

    input.close();
    write();

    assertThat(input.status().isFailing()).isTrue();
    assertThat(directory.resolve("state")).doesNotExist();
  }
}
