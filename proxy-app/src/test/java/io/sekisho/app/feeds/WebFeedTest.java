package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedStatus.Standing;
import io.sekisho.app.feeds.http.FeedServer;
import io.sekisho.app.feeds.http.FeedServer.Answer;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds that are fetched from a server, while it does well and while it does not. */
@SuppressWarnings("NullAway.Init") // set before each test
final class WebFeedTest {
  @TempDir private Path directory;
  private final LiveRules rules = new LiveRules(InstantSource.system());
  private FeedServer server;
  private FetchedFeed feed;

  @BeforeEach
  void open() throws IOException {
    server = FeedServer.plain();
    server.answers(request -> Answer.text("one.example\ntwo.example\n"));
    feed = FetchedFeed.of(server, directory);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aFeedFollowsItsServer() {
    try (FileFeeds feeds = feed.started(rules)) {
      assertThat(WatchedFile.isHostile(rules, "one.example")).isTrue();
      server.answers(request -> Answer.text("two.example\nthree.example\n"));

      WatchedFile.await(() -> WatchedFile.isHostile(rules, "three.example"));

      assertThat(WatchedFile.isHostile(rules, "one.example")).isFalse();
      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.CURRENT);
    }
    assertThat(feed.kept()).hasContent("two.example\nthree.example\n");
    assertThat(feed.kept().resolveSibling("c2.copy.part")).doesNotExist();
  }

  @Test
  void statusTellsHowAskingWent() {
    try (FileFeeds feeds = feed.every(FetchedFeed.SELDOM).started(rules)) {
      awaitPlanForLater(feeds);
      Attempts attempts = WatchedFile.status(feeds).attempts();

      assertThat(attempts.origin()).isEqualTo(server.uri("/c2.txt").toString());
      assertThat(attempts.httpStatus()).contains(200);
      assertThat(attempts.failures()).isZero();
      assertThat(Duration.between(attempts.latest().orElseThrow(), attempts.next()))
          .isBetween(Duration.ofMinutes(56), Duration.ofMinutes(64));
    }
  }

  @Test
  void aCopyThatTheServerStillHasIsNotSentAgain() {
    server.answers(
        request ->
            request.getRequestHeaders().containsKey("If-None-Match")
                ? Answer.status(304)
                : Answer.text("one.example\n").with(Map.of("ETag", "\"1\"")));
    try (FileFeeds feeds = feed.started(rules)) {
      WatchedFile.await(
          () -> WatchedFile.status(feeds).attempts().httpStatus().equals(Optional.of(304)));
      long generation = rules.current().number();

      WatchedFile.await(() -> server.requests().size() > 5);

      assertThat(rules.current().number()).isEqualTo(generation);
      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.CURRENT);
    }
  }

  @Test
  void theSameBytesWithoutAnyValidatorChangeNothing() {
    try (FileFeeds feeds = feed.started(rules)) {
      long generation = rules.current().number();

      WatchedFile.await(() -> server.requests().size() > 5);

      assertThat(rules.current().number()).isEqualTo(generation);
      assertThat(WatchedFile.status(feeds).isFailing()).isFalse();
    }
  }

  @Test
  void failuresLeaveTheLastGoodCopyAndAreNeverGivenUp() {
    try (FileFeeds feeds = feed.started(rules)) {
      server.answers(request -> Answer.status(502));
      WatchedFile.await(() -> WatchedFile.status(feeds).attempts().failures() >= 2);
      boolean still = WatchedFile.isHostile(rules, "one.example");
      String fault = WatchedFile.faultOf(feeds);
      server.answers(request -> Answer.text("four.example\n"));

      WatchedFile.await(() -> WatchedFile.isHostile(rules, "four.example"));

      assertThat(still).isTrue();
      assertThat(fault).isEqualTo("http-status");
      WatchedFile.await(() -> WatchedFile.status(feeds).attempts().failures() == 0);
    }
  }

  @Test
  void aPageWithStatus200IsRefusedAndItsValidatorIsNotKept() {
    try (FileFeeds feeds = feed.started(rules)) {
      server.answers(request -> Answer.text("<html>Sorry</html>").with(Map.of("ETag", "\"page\"")));
      WatchedFile.await(() -> WatchedFile.status(feeds).attempts().failures() >= 2);

      assertThat(WatchedFile.faultOf(feeds)).isEqualTo("markup");
      assertThat(WatchedFile.isHostile(rules, "one.example")).isTrue();
      assertThat(server.requests()).noneMatch(fields -> fields.containsKey("If-None-Match"));
    }
  }

  @Test
  void retryAfterIsWaitedFor() throws InterruptedException {
    server.answers(request -> Answer.status(429).with(Map.of("Retry-After", "60")));
    try (FileFeeds feeds = feed.started(rules)) {
      feeds.reload();
      TimeUnit.MILLISECONDS.sleep(500);

      assertThat(server.requests()).hasSize(1);
      assertThat(WatchedFile.status(feeds).attempts().next())
          .isAfter(Instant.now().plusSeconds(50));
    }
  }

  @Test
  void reloadAsksBeforeItsTimeButNotAtOnceAgain() throws InterruptedException {
    try (FileFeeds feeds = feed.every(FetchedFeed.SELDOM).started(rules)) {
      awaitPlanForLater(feeds);
      long began = System.nanoTime();
      server.answers(request -> Answer.text("five.example\n"));
      feeds.reload();

      WatchedFile.await(() -> WatchedFile.isHostile(rules, "five.example"));

      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofSeconds(3), FetchSchedule.LEAST.plusSeconds(3));
    }
  }

  @Test
  void aServerThatHangsDelaysNeitherFilesNorOthers() throws Exception {
    CompletableFuture<Void> end =
        new CompletableFuture<Void>().completeOnTimeout(null, 20, TimeUnit.SECONDS);
    server.answers(
        request -> {
          if (request.getRequestURI().getPath().equals("/hangs.txt")) {
            end.join();
          }
          return Answer.text("one.example\n");
        });
    WatchedFile file = WatchedFile.in(directory);
    FeedPlan plan =
        feed.plan(
            List.of(
                feed.at(server.uri("/hangs.txt")).source("hangs"),
                feed.source("web"),
                file.plan().feeds().get(0)));
    try (FileFeeds feeds = new FileFeeds(plan, rules, InstantSource.system())) {
      var unused = feeds.start();
      WatchedFile.await(() -> feeds.statuses().get(1).isTried());
      Files.writeString(file.file(), "six.example\n");
      long began = System.nanoTime();

      WatchedFile.await(() -> WatchedFile.isHostile(rules, "six.example"));

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      assertThat(feeds.statuses().get(0).isTried()).isFalse();
    } finally {
      end.complete(null);
    }
  }

  private static void awaitPlanForLater(FileFeeds feeds) {
    WatchedFile.await(
        () ->
            WatchedFile.status(feeds)
                .attempts()
                .upcoming()
                .filter(next -> next.isAfter(Instant.now().plusSeconds(60)))
                .isPresent());
  }
}
