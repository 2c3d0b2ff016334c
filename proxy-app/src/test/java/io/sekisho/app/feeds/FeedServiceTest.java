package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sekisho.app.feeds.FeedStatus.Standing;
import io.sekisho.app.feeds.http.FeedServer;
import io.sekisho.app.feeds.http.FeedServer.Answer;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one plan to the next. */
final class FeedServiceTest {
  private static final NeverBlockSource LITERAL =
      new NeverBlockSource.Literal(new Pattern.SubTree(new HostName("other.example")));

  @TempDir private Path directory;
  private WatchedFile feed = WatchedFile.UNSET;

  @BeforeEach
  void writeFirstCopy() throws IOException {
    feed = WatchedFile.in(directory);
  }

  private FeedService started(FeedPlan plan) {
    FeedService service =
        new FeedService(feed.rules(), InstantSource.system(), plan, new FeedAlarms(List.of()));
    service.start(WatchedFile.PATIENCE);
    return service;
  }

  @Test
  void whatFilesExemptStaysExemptWhileTheNextPlanIsRead() throws IOException {
    Path first = Files.writeString(directory.resolve("first.txt"), "one.example\n");
    Path second = Files.writeString(directory.resolve("second.txt"), "two.example\n");
    List<NeverBlockSource> files =
        List.of(new NeverBlockSource.InFile(first), new NeverBlockSource.InFile(second));
    AtomicBoolean everHostile = new AtomicBoolean();

    try (FeedService service = started(feed.plan(sources(), files))) {
      feed.rules()
          .onChange(
              () -> {
                if (feed.isHostile("one.example") || feed.isHostile("two.example")) {
                  everHostile.set(true);
                }
              });
      service.reload(feed.plan(sources(), List.of(files.get(0), LITERAL, files.get(1))));
      WatchedFile.await(() -> feed.rules().current().neverBlock().entries() == 3);
    }

    assertThat(everHostile).isFalse();
  }

  @Test
  void filesOfExemptionsAreOfTheGenerationThatFirstHadThem() throws IOException {
    Path file = Files.writeString(directory.resolve("first.txt"), "one.example\n");
    List<NeverBlockSource> exempt = List.of(new NeverBlockSource.InFile(file));

    try (FeedService service = started(feed.plan(List.of(), exempt))) {
      assertThat(service.statuses().get(0).copyInForce().orElseThrow().generation())
          .isEqualTo(feed.rules().current().number());
    }
  }

  @Test
  void feedsThatStayStandAsTheyStoodWhileTheNextPlanIsRead() {
    try (FeedService service = started(feed.plan(sources(), List.of()))) {
      FeedStatus before = service.statuses().get(0);
      List<FeedStatus> meanwhile = new CopyOnWriteArrayList<>();
      feed.rules().onChange(() -> meanwhile.addAll(service.statuses()));

      service.reload(feed.plan(sources(), List.of(LITERAL)));
      WatchedFile.await(() -> !meanwhile.isEmpty());

      assertThat(meanwhile.get(0).standing()).isEqualTo(Standing.CURRENT);
      assertThat(meanwhile.get(0).copyInForce()).isEqualTo(before.copyInForce());
    }
  }

  @Test
  void whatThePlanBeforeHasInForceIsTheLastGoodCopyOfThisOne() throws IOException {
    Path state = Files.writeString(directory.resolve("state"), "nothing can be kept in a file");
    try (FeedService service = started(feed.plan(sources(), List.of()))) {
      Files.writeString(feed.file(), "<html>\n");
      service.reload(feed.plan(sources(), List.of(LITERAL)));

      WatchedFile.await(() -> service.statuses().get(0).isFailing());

      assertThat(state).isRegularFile();
      assertThat(service.statuses().get(0).standing()).isEqualTo(Standing.LAST_GOOD);
      assertThat(feed.isHostile("one.example")).isTrue();
    }
  }

  @Test
  void aChangedPlanAsksServersBeforeTheirTime() throws IOException {
    AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    InstantSource clock = () -> Instant.now().plus(ahead.get());
    try (FeedServer server = FeedServer.plain()) {
      server.answers(request -> Answer.text("one.example\n"));
      FetchedFeed web = FetchedFeed.of(server, directory).every(FetchedFeed.SELDOM);
      try (FeedService service =
          new FeedService(feed.rules(), clock, web.plan(), new FeedAlarms(List.of()))) {
        service.start(WatchedFile.PATIENCE);
        ahead.set(Duration.ofMinutes(1));
        service.reload(web.plan(List.of(web.source("c2"), sources().get(0))));

        WatchedFile.await(() -> server.requests().size() == 2);
      }
    }
  }

  @Test
  void thePlanBeforeGoesOnWhereTheNextCannotBeFollowed() throws IOException {
    FeedSource nowhere =
        new FetchedFeed(directory, URI.create("/nowhere"), FetchedFeed.OFTEN).source("web");
    try (FeedService service = started(feed.plan(sources(), List.of()))) {
      assertThatThrownBy(() -> service.reload(feed.plan(List.of(nowhere), List.of())))
          .isInstanceOf(RuntimeException.class);
      Files.writeString(feed.file(), "three.example\n");

      WatchedFile.await(() -> feed.isHostile("three.example"));

      assertThat(service.statuses()).extracting(FeedStatus::name).containsExactly("file");
    }
  }

  private List<FeedSource> sources() {
    return List.of(WatchedFile.source("file", feed.file(), GateSettings.DEFAULT));
  }
}
