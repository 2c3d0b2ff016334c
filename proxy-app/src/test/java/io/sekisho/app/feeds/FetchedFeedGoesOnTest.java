package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedStatus.Standing;
import io.sekisho.app.feeds.http.FeedServer;
import io.sekisho.app.feeds.http.FeedServer.Answer;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A feed on the web whose claims are in force when it starts, as a snapshot has them. */
@SuppressWarnings("NullAway.Init") // set before each test
final class FetchedFeedGoesOnTest {
  @TempDir private Path directory;
  private final LiveRules rules = new LiveRules(InstantSource.system());
  private FeedServer server;
  private FetchedFeed feed;
  private UUID fetched;

  @BeforeEach
  void fetchOnce() throws IOException {
    server = FeedServer.plain();
    server.answers(request -> Answer.text("one.example\n").with(Map.of("ETag", "\"1\"")));
    feed = FetchedFeed.of(server, directory);
    try (FileFeeds feeds = feed.started(rules)) {
      WatchedFile.await(() -> WatchedFile.status(feeds).attempts().upcoming().isPresent());
    }
    fetched = version();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void itsLastGoodCopyIsNotReadAndItStandsAsItStood() {
    try (FileFeeds feeds = feed.started(rules)) {
      FeedStatus status = WatchedFile.status(feeds);

      assertThat(status.standing()).isEqualTo(Standing.CURRENT);
      assertThat(status.copyInForce().orElseThrow().generation()).isZero();
      assertThat(status.copyInForce().orElseThrow().report().format()).isEqualTo("domains");
    }
    assertThat(version()).isEqualTo(fetched);
  }

  @Test
  void whatTheServerStillHasIsNotReadEither() {
    server.answers(request -> Answer.status(304));
    try (FileFeeds feeds = feed.started(rules)) {
      WatchedFile.await(() -> server.requests().size() > 2);
      WatchedFile.await(
          () -> WatchedFile.status(feeds).attempts().httpStatus().equals(Optional.of(304)));
    }
    assertThat(version()).isEqualTo(fetched);
  }

  @Test
  void whatTheServerHasNowIsJudgedBesideTheLastGoodCopy() {
    server.answers(request -> Answer.text("<html>\n"));
    try (FileFeeds feeds = feed.started(rules)) {
      WatchedFile.await(() -> WatchedFile.status(feeds).isFailing());

      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.LAST_GOOD);
      assertThat(WatchedFile.isHostile(rules, "one.example")).isTrue();
    }
  }

  @Test
  void aDamagedReadingHasTheLastGoodCopyRead() throws IOException {
    Files.writeString(directory.resolve("state/feeds/c2.reading"), "damaged");

    try (FileFeeds feeds = feed.started(rules)) {
      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.CURRENT);
    }

    assertThat(version()).isNotEqualTo(fetched);
  }

  private UUID version() {
    return rules.current().feed("c2").orElseThrow().version();
  }
}
