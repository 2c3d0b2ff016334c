package io.sekisho.app.feeds;

import static io.sekisho.app.feeds.PostedFeed.made;
import static io.sekisho.app.feeds.PostedFeed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.ChangeOutcome.Reason;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of what was posted that somebody takes away, empties, and puts back. */
final class PostedLossTest {
  private static final String ADD_ONE = "{\"add\": [\"one.example\"]}";
  private static final String ADD_TWO = "{\"add\": [\"two.example\"]}";

  @TempDir private Path directory;
  private PostedFeed feed = PostedFeed.in(Path.of("unset"));
  private FeedPlan plan = feed.plan(List.of(), List.of());

  @BeforeEach
  void place() {
    feed = PostedFeed.in(directory);
    plan = feed.plan(List.of(PostedFeed.source()), List.of());
  }

  @Test
  void whatIsInForceStaysWhereTheLogIsGoneAtAReloadAndCountsAgainWithIt() throws IOException {
    try (FeedService service = feed.started(plan)) {
      made(service, ADD_ONE);
      Path aside = Files.move(feed.log(), directory.resolve("aside"));

      service.reload(plan);
      WatchedFile.await(() -> alarm(service).isPresent());
      Reason gone = refused(service, ADD_TWO);
      boolean hostile = feed.isHostile("one.example");
      Files.move(aside, feed.log());
      made(service, ADD_TWO);

      assertThat(gone).isEqualTo(Reason.UNAVAILABLE);
      assertThat(hostile).isTrue();
      assertThat(alarm(service)).isEmpty();
      assertThat(feed.isHostile("one.example")).isTrue();
      assertThat(Files.readString(feed.log())).contains("one.example", "two.example");
    }
  }

  @Test
  void whatIsInForceStaysWhereTheLogWasEmptied() throws IOException {
    try (FeedService service = feed.started(plan)) {
      made(service, ADD_ONE);
      Files.writeString(feed.log(), "");

      service.reload(plan);
      WatchedFile.await(() -> alarm(service).isPresent());

      assertThat(alarm(service)).contains(FeedFault.MISSING);
      assertThat(feed.isHostile("one.example")).isTrue();
    }
  }

  @Test
  void whatAnEarlierProcessLeftInForceStaysWhereTheLogIsGone() throws IOException {
    try (FeedService service = feed.started(plan)) {
      made(service, ADD_ONE);
    }
    Files.delete(feed.log());

    try (FeedService service = feed.started(plan)) {
      assertThat(alarm(service)).contains(FeedFault.MISSING);
      assertThat(feed.isHostile("one.example")).isTrue();
      assertThat(refused(service, ADD_TWO)).isEqualTo(Reason.UNAVAILABLE);
      assertThat(feed.log()).doesNotExist();
    }
  }

  @Test
  void anEmptyLogAtAStartBeginsAnew() throws IOException {
    try (FeedService service = feed.started(plan)) {
      made(service, ADD_ONE);
    }
    Files.writeString(feed.log(), "");

    try (FeedService service = feed.started(plan)) {
      assertThat(alarm(service)).isEmpty();
      assertThat(feed.isHostile("one.example")).isFalse();
      assertThat(made(service, ADD_TWO).counts().added()).isEqualTo(1);
    }
  }

  @Test
  void aFeedToWhichNothingWasPostedHasAnEmptyLog() {
    try (FeedService service = feed.started(plan)) {
      assertThat(alarm(service)).isEmpty();
      assertThat(feed.log()).isEmptyFile();
    }
  }

  private Optional<FeedFault> alarm(FeedService service) {
    return service.statuses().get(0).alarm(feed.time()).map(FeedFailure::fault);
  }
}
