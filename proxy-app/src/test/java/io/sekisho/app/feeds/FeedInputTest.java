package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedStatus.Standing;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
final class FeedInputTest {
  @TempDir private Path directory;
  private LoneInput fixture;
  private FeedInput input;

  @BeforeEach
  void open() {
    fixture = LoneInput.in(directory.resolve("state"));
    input = fixture.input();
  }

  @Test
  void whatWasJudgedBeforeTheEndHasNoEffectBehindIt() {
    CopyLoad good = input.judge(LoneInput.copy("one.example\n"));

    input.close();
    input.apply(good);
    input.restore(LoneInput.copy("two.example\n"));

    assertThat(fixture.rules().current().feeds()).isEmpty();
    assertThat(input.status().standing()).isEqualTo(Standing.UNTRIED);
    assertThat(directory.resolve("state")).doesNotExist();
  }

  @Test
  void aReadingThatIsAbortedBehindTheEndIsNoFailureOfTheFeed() {
    input.apply(input.judge(LoneInput.copy("one.example\n")));
    FeedStatus before = input.status();

    input.close();
    input.apply(new CopyLoad.Bad(new FeedFailure(FeedFault.UNREADABLE, "closed by interrupt")));

    assertThat(input.status()).isEqualTo(before);
  }

  @Test
  void aCopyThatCouldNotBeKeptIsKeptAsSoonAsItCanBe() throws IOException {
    Path obstacle = Files.createDirectories(directory.resolve("state/c2.copy"));
    input.apply(input.judge(LoneInput.copy("one.example\n")));
    boolean leftBehind = Files.exists(directory.resolve("state/c2.copy.new"));
    Files.delete(obstacle);

    input.apply(input.judge(LoneInput.copy("one.example\n")));

    assertThat(leftBehind).isFalse();
    assertThat(directory.resolve("state/c2.copy")).hasContent("one.example\n");
  }
}
