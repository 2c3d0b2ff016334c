package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import io.sekisho.app.feeds.FeedStatus.Standing;
import io.sekisho.app.feeds.LastGoodCopies.Access;
import io.sekisho.app.feeds.http.FeedServer;
import io.sekisho.app.feeds.http.FeedServer.Answer;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.guard.Coverage;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a second process knows of feeds that a first one has fetched. */
@SuppressWarnings("NullAway.Init") // set before each test
final class FetchRestartTest {
  @TempDir private Path directory;
  private final LiveRules rules = new LiveRules(InstantSource.system());
  private FeedServer server;
  private FetchedFeed feed;

  @BeforeEach
  void fetchOnce() throws IOException {
    server = FeedServer.plain();
    server.answers(request -> Answer.text("one.example\n").with(Map.of("ETag", "\"1\"")));
    feed = FetchedFeed.of(server, directory).every(FetchedFeed.SELDOM);
    runOnce();
  }

  private void runOnce() {
    try (FileFeeds feeds = feed.started(new LiveRules(InstantSource.system()))) {
      WatchedFile.await(() -> WatchedFile.status(feeds).attempts().upcoming().isPresent());
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theLastGoodCopyIsInForceWithoutItsServer() {
    server.close();

    try (FileFeeds feeds = feed.started(rules)) {
      assertThat(WatchedFile.isHostile(rules, "one.example")).isTrue();
      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.CURRENT);
    }
  }

  /** The list takes far longer to read than the copy that it guards. */
  @Test
  void theLastGoodCopyIsNeverInForceWithoutItsGuards() throws IOException {
    Path top = Files.writeString(directory.resolve("top.txt"), Copies.names(0, 300_000));
    Files.writeString(top, "one.example\n", StandardOpenOption.APPEND);
    NeverBlockUse suppress =
        new NeverBlockUse(NeverBlockUse.Effect.SUPPRESS, Coverage.NAMES, NeverBlockUse.ALL);
    NeverBlockSource list = new NeverBlockSource.InFile(top, FormatChoice.DOMAINS, suppress);
    FeedPlan plan = new FeedPlan(feed.plan().feeds(), List.of(list), feed.plan().state());
    AtomicBoolean everHostile = new AtomicBoolean();
    rules.onChange(
        () -> everHostile.compareAndSet(false, WatchedFile.isHostile(rules, "one.example")));

    WatchedFile.started(plan, rules).close();

    assertThat(rules.current().feeds()).hasSize(1);
    assertThat(everHostile).isFalse();
  }

  @Test
  void aServerIsNotAskedBeforeItsTime() throws InterruptedException {
    try (FileFeeds feeds = feed.started(rules)) {
      WatchedFile.await(() -> WatchedFile.isHostile(rules, "one.example"));
      TimeUnit.MILLISECONDS.sleep(300);

      assertThat(server.requests()).hasSize(1);
      assertThat(WatchedFile.status(feeds).success().orElseThrow()).isBefore(Instant.now());
    }
  }

  @Test
  void whatIsAskedForNextIsWhetherItHasChanged() {
    dueNow();

    try (FileFeeds feeds = feed.started(rules)) {
      WatchedFile.await(() -> server.requests().size() == 2);

      Headers second = server.requests().get(1);
      assertThat(second.getFirst("If-None-Match")).isEqualTo("\"1\"");
      assertThat(WatchedFile.status(feeds).isTried()).isTrue();
    }
  }

  /** Whoever asks a process that has just begun must not be told that all is well. */
  @Test
  void failuresAreToldBeforeAnythingIsRead() {
    server.answers(request -> Answer.status(503).with(Map.of("Retry-After", "900")));
    dueNow();
    try (FileFeeds feeds = feed.started(rules)) {
      WatchedFile.await(() -> WatchedFile.status(feeds).attempts().failures() == 1);
    }
    FeedInputs inputs = new FeedInputs(feed.plan(), rules, InstantSource.system(), Access.READ);

    inputs.begin();

    FeedStatus status = inputs.statuses().get(0);
    assertThat(status.isFailing()).isTrue();
    assertThat(status.attempts().failures()).isEqualTo(1);
    inputs.close();
  }

  @Test
  void failuresAreRemembered() {
    server.answers(request -> Answer.status(503).with(Map.of("Retry-After", "900")));
    dueNow();
    try (FileFeeds feeds = feed.started(rules)) {
      WatchedFile.await(() -> WatchedFile.status(feeds).attempts().failures() == 1);
    }

    try (FileFeeds feeds = feed.started(new LiveRules(InstantSource.system()))) {
      FeedStatus status = WatchedFile.status(feeds);

      assertThat(status.standing()).isEqualTo(Standing.LAST_GOOD);
      assertThat(status.attempts().failures()).isEqualTo(1);
      assertThat(WatchedFile.faultOf(feeds)).isEqualTo("http-status");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void anotherAddressIsAskedAtOnceAndWithoutValidators() {
    FetchedFeed moved = feed.at(server.uri("/elsewhere.txt"));

    try (FileFeeds feeds = moved.started(rules)) {
      WatchedFile.await(() -> server.requests().size() == 2);

      assertThat(server.requests().get(1).containsKey("If-None-Match")).isFalse();
      assertThat(WatchedFile.status(feeds).isTried()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "{\"source\": 7, nonsense"})
  void aDamagedMemoryIsLikeNone(String text) throws IOException {
    Files.writeString(memory(), text);

    try (FileFeeds feeds = feed.started(rules)) {
      WatchedFile.await(() -> server.requests().size() == 2);

      assertThat(WatchedFile.isHostile(rules, "one.example")).isTrue();
      assertThat(WatchedFile.status(feeds).isTried()).isTrue();
    }
  }

  @Test
  void aChangedLastGoodCopyIsNotTakenForWhatTheServerHas() throws IOException {
    Files.writeString(feed.kept(), "changed.example\n");

    try (FileFeeds feeds = feed.started(rules)) {
      WatchedFile.await(() -> server.requests().size() == 2);
      WatchedFile.await(() -> WatchedFile.isHostile(rules, "one.example"));

      assertThat(server.requests().get(1).containsKey("If-None-Match")).isFalse();
      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.CURRENT);
    }
  }

  @Test
  void commandsThatOnlyLookAskNobodyAndWriteNothing() throws IOException {
    Files.delete(memory());
    List<FeedStatus> statuses = FileFeeds.loadOnce(feed.plan(), rules, InstantSource.system());

    assertThat(WatchedFile.isHostile(rules, "one.example")).isTrue();
    assertThat(statuses).hasSize(1);
    assertThat(server.requests()).hasSize(1);
    assertThat(memory()).doesNotExist();
  }

  @Test
  void commandsThatOnlyLookSayWhereThereIsNoCopyYet() {
    FetchedFeed other = new FetchedFeed(directory.resolve("empty"), feed.uri(), feed.refresh());

    List<FeedStatus> statuses = FileFeeds.loadOnce(other.plan(), rules, InstantSource.system());

    assertThat(statuses.get(0).failure().orElseThrow().failure().detail())
        .isEqualTo(server.uri("/c2.txt") + " has no last good copy here yet");
    assertThat(directory.resolve("empty")).doesNotExist();
  }

  @Test
  void whatIsKeptIsForTheOwnerAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(memory().getParent())))
        .isEqualTo("rwx------");
    assertThat(Files.readString(memory())).doesNotContain("127.0.0.1");
  }

  private Path memory() {
    return directory.resolve("state/feeds/c2.copy.fetch");
  }

  /** As if the time had come while no process was there. */
  private void dueNow() {
    try {
      String text = Files.readString(memory());
      Files.writeString(memory(), text.replaceAll("\"nextAttempt\":\\d+", "\"nextAttempt\":1"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
