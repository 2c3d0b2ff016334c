package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.http.ConfiguredNames;
import io.sekisho.app.feeds.http.FeedServer;
import io.sekisho.app.feeds.http.FeedServer.Answer;
import io.sekisho.app.feeds.http.HttpDownload;
import io.sekisho.app.feeds.http.HttpSource;
import io.sekisho.app.feeds.http.HttpSource.Protection;
import io.sekisho.proxy.dns.DnsSettings;
import io.sekisho.rules.guard.Guards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One feed on the web by itself, asked by the test. */
@SuppressWarnings("NullAway.Init") // set before each test
final class WebInputTest {
  @TempDir private Path directory;
  private final ReentrantLock judging = new ReentrantLock();
  private final AtomicInteger readings = new AtomicInteger();
  private FeedServer server;
  private ConfiguredNames names;
  private LoneInput fixture;

  @BeforeEach
  void open() throws IOException {
    server = FeedServer.plain();
    server.answers(request -> Answer.text("one.example\n"));
    names = new ConfiguredNames(new DnsSettings(List.of(), Map.of(), Duration.ofMillis(200)));
    fixture = LoneInput.in(directory.resolve("state"), this::guards);
  }

  @AfterEach
  void close() {
    names.close();
    server.close();
  }

  private Guards guards() {
    readings.incrementAndGet();
    return Guards.NONE;
  }

  private WebInput input(Duration refresh) {
    HttpSource source = HttpSource.plain(server.uri("/c2.txt"), Protection.INSECURE);
    WebInput.Parts parts =
        new WebInput.Parts(
            source,
            new HttpDownload(source, names, () -> LoneInput.NOW),
            new FetchSchedule(refresh, new SplittableRandom(7)),
            () -> LoneInput.NOW,
            judging);
    return new WebInput(parts, fixture.input(), fixture.copies());
  }

  @Test
  void aDownloadThatWaitsForItsTurnHasNoEffectBehindTheEnd() {
    WebInput input = input(LoneInput.REFRESH);
    CompletableFuture<Instant> again;
    judging.lock();
    try {
      again = CompletableFuture.supplyAsync(input::attempt);
      WatchedFile.await(judging::hasQueuedThreads);
      input.close();
    } finally {
      judging.unlock();
    }

    assertThat(again.join()).isEqualTo(Instant.MAX);
    assertThat(fixture.rules().current().feeds()).isEmpty();
    assertThat(memory()).doesNotExist();
  }

  @Test
  void aCopyThatCouldNotBeKeptIsReadAgainWhenItsGuardsChange() throws IOException {
    Files.createDirectories(directory.resolve("state/c2.copy/in the way"));
    WebInput input = input(LoneInput.REFRESH);
    input.attempt();

    input.reread();
    input.attempt();

    assertThat(readings).hasValue(2);
  }

  private Path memory() {
    return directory.resolve("state/c2.copy.fetch");
  }
}
