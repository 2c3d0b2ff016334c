package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.http.FeedServer.Answer;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.guard.Guards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One feed on the web by itself, asked by the test. */
@SuppressWarnings("NullAway.Init") // set before each test
final class WebInputTest {
  @TempDir private Path directory;
  private final AtomicInteger readings = new AtomicInteger();
  private AskedFeed feed;

  @BeforeEach
  void open() throws IOException {
    feed = AskedFeed.in(directory.resolve("state"), this::guards);
  }

  private Guards guards() {
    readings.incrementAndGet();
    return Guards.NONE;
  }

  @AfterEach
  void close() {
    feed.close();
  }

  @Test
  void aDownloadThatWaitsForItsTurnHasNoEffectBehindTheEnd() {
    WebInput input = feed.input();
    CompletableFuture<Instant> again;
    feed.judging().lock();
    try {
      again = CompletableFuture.supplyAsync(input::attempt);
      WatchedFile.await(feed.judging()::hasQueuedThreads);
      input.close();
    } finally {
      feed.judging().unlock();
    }

    assertThat(again.join()).isEqualTo(Instant.MAX);
    assertThat(feed.lone().rules().current().feeds()).isEmpty();
    assertThat(directory.resolve("state/c2.copy.fetch")).doesNotExist();
  }

  @Test
  void nobodyIsAskedBehindTheEnd() {
    WebInput input = feed.input();

    input.close();
    Instant again = input.attempt();

    assertThat(again).isEqualTo(Instant.MAX);
    assertThat(feed.server().requests()).isEmpty();
  }

  @Test
  void aDownloadThatFailsLeavesNothingBehind() throws IOException {
    byte[] bomb = Copies.gzip(new byte[64 << 20]);
    feed.server().answers(request -> Answer.gzip(bomb));

    feed.input().attempt();

    assertThat(feed.lone().input().status().failure().orElseThrow().failure().fault())
        .isEqualTo(FeedFault.TOO_LARGE);
    assertThat(directory.resolve("state/c2.copy.part")).doesNotExist();
  }

  @Test
  void anIntervalThatWasShortenedCountsFromTheLastAttempt() {
    feed.input().attempt();
    WebInput next = feed.input(Duration.ofMinutes(1), () -> LoneInput.NOW);

    next.restore();
    Instant first = next.first();

    assertThat(Duration.between(LoneInput.NOW, first).toSeconds()).isBetween(57L, 63L);
  }

  @Test
  void aServerThatWantsToBeLeftAloneIsAlsoByAShorterInterval() {
    feed.server()
        .answers(request -> Answer.text("one.example\n").with(Map.of("Retry-After", "9000")));
    feed.input().attempt();
    WebInput next = feed.input(Duration.ofMinutes(1), () -> LoneInput.NOW);

    next.restore();

    assertThat(next.first()).isEqualTo(LoneInput.NOW.plusSeconds(9000));
  }

  @Test
  void aRestoredCopyIsAsOldAsItsServerSaid() throws IOException {
    feed.server()
        .answers(
            request ->
                Answer.text("one.example\n")
                    .with(Map.of("Last-Modified", "Sun, 22 Nov 2020 08:00:00 GMT")));
    feed.input().attempt();
    LoneInput lone = LoneInput.in(directory.resolve("state"));
    WebInput next = new AskedFeed(feed.server(), feed.names(), feed.judging(), lone).input();

    next.restore();

    assertThat(next.status().copyInForce().orElseThrow().modified())
        .isEqualTo("2020-11-22T08:00:00Z");
  }

  @Test
  void whoeverIsInAHurryIsToldWhenItIsAskedFor() {
    WebInput input = feed.input();
    input.attempt();

    Instant at = input.hurried();

    assertThat(at).isEqualTo(LoneInput.NOW.plus(FetchSchedule.LEAST));
    assertThat(input.status().attempts().upcoming()).contains(at);
  }

  @Test
  void aCopyThatCouldNotBeKeptIsReadAgainWhenItsGuardsChange() throws IOException {
    Files.createDirectories(directory.resolve("state/c2.copy/in the way"));
    WebInput input = feed.input();
    input.attempt();

    input.reread();
    input.attempt();

    assertThat(readings).hasValue(2);
  }
}
