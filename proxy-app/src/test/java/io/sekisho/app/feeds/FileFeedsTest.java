package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.app.feeds.FeedStatus.Standing;
import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.feed.EmptyHandling;
import io.sekisho.rules.feed.FeedSettings;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FileFeedsTest {
  private static final Duration IN_FORCE_WITHIN = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path directory;
  private final LiveRules rules = new LiveRules(InstantSource.system());
  private Path feed = Path.of("");

  @BeforeEach
  void writeFirstCopy() throws IOException {
    feed = directory.resolve("c2.txt");
    Files.writeString(feed, "one.example\ntwo.example\n");
  }

  /** A way in which an operator's tools change a file. */
  enum Change {
    REWRITE {
      @Override
      void make(Path file, String text) throws IOException {
        Files.writeString(file, text);
      }
    },
    RENAME {
      @Override
      void make(Path file, String text) throws IOException {
        Path next = file.resolveSibling("next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      }
    },
    SYMBOLIC_LINK {
      @Override
      void make(Path file, String text) throws IOException {
        Path target = Files.writeString(file.resolveSibling("target"), text);
        Path link = Files.createSymbolicLink(file.resolveSibling("link"), target);
        Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
      }
    },
    DELETE_AND_CREATE {
      @Override
      void make(Path file, String text) throws IOException {
        Files.delete(file);
        Files.writeString(file, text);
      }
    };

    abstract void make(Path file, String text) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void aChangeIsInForceWithinASecond(Change change) throws IOException {
    try (FileFeeds feeds = started()) {
      change.make(feed, "two.example\nthree.example\n");
      long changed = System.nanoTime();

      await(PATIENCE, () -> isHostile("three.example"));

      assertThat(Duration.ofNanos(System.nanoTime() - changed)).isLessThan(IN_FORCE_WITHIN);
      assertThat(isHostile("one.example")).isFalse();
      assertThat(status(feeds).standing()).isEqualTo(Standing.CURRENT);
    }
  }

  /** What may befall a file; each leaves the copy before in force. */
  enum Damage {
    MISSING("missing"),
    EMPTY("empty"),
    ONLY_COMMENTS("empty"),
    BINARY("binary"),
    HTML("markup"),
    JSON("nothing-recognised"),
    CUT_SHORT("cut-short"),
    CUT_GZIP("broken-archive"),
    CANARY("canary-listed"),
    NONSENSE("mostly-rejected");

    private final String fault;

    Damage(String fault) {
      this.fault = fault;
    }

    void befall(Path file) throws IOException {
      switch (this) {
        case MISSING -> Files.delete(file);
        case EMPTY -> Files.write(file, new byte[0]);
        case ONLY_COMMENTS -> Files.writeString(file, "# nothing today\n");
        case BINARY -> Files.write(file, new byte[] {0x7f, 'E', 'L', 'F', 0, 0, 0, 1});
        case HTML -> Files.writeString(file, "<!doctype html><title>502</title>\n");
        case JSON -> Files.writeString(file, "{\"error\": \"rate limit\"}\n");
        case CUT_SHORT -> Files.writeString(file, "one.example\ntwo.exam");
        case CUT_GZIP -> Files.write(file, cutGzip("one.example\nthree.example\n"));
        case CANARY -> Files.writeString(file, "one.example\nclean-test.sekisho.invalid\n");
        case NONSENSE -> Files.writeString(file, "a b c\n".repeat(30) + "one.example\n");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedFileLeavesTheLastGoodCopyInForce(Damage damage) throws IOException {
    try (FileFeeds feeds = started()) {
      damage.befall(feed);

      await(PATIENCE, () -> status(feeds).isFailing());

      assertThat(faultOf(feeds)).isEqualTo(damage.fault);
      assertThat(status(feeds).standing()).isEqualTo(Standing.LAST_GOOD);
      assertThat(isHostile("two.example")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLastGoodCopyOutlivesTheProcess(Damage damage) throws IOException {
    started().close();
    damage.befall(feed);
    LiveRules next = new LiveRules(InstantSource.system());

    try (FileFeeds feeds = started(plan(), next)) {
      assertThat(isHostile(next, "two.example")).isTrue();
      assertThat(status(feeds).standing()).isEqualTo(Standing.LAST_GOOD);
      assertThat(faultOf(feeds)).isEqualTo(damage.fault);
    }
  }

  @Test
  void aLargeFeedThatShrinksKeepsItsLastGoodCopy() throws IOException {
    Files.writeString(feed, names(2_000));

    try (FileFeeds feeds = started()) {
      Files.writeString(feed, names(900));
      await(PATIENCE, () -> status(feeds).isFailing());

      assertThat(faultOf(feeds)).isEqualTo("shrunk");
      assertThat(isHostile("n1999.example")).isTrue();
    }
  }

  @Test
  void aFeedThatMayBeEmptyMayBecomeEmpty() throws IOException {
    GateSettings mayBeEmpty = new GateSettings(EmptyHandling.ACCEPT, 50);
    FeedPlan plan = plan(List.of(source("c2", feed, mayBeEmpty)), List.of());

    try (FileFeeds feeds = started(plan, rules)) {
      Files.writeString(feed, "# nothing today\n");
      await(PATIENCE, () -> !isHostile("one.example"));

      assertThat(status(feeds).standing()).isEqualTo(Standing.CURRENT);
    }
  }

  @Test
  void aRepairedFileIsInForceAgain() throws IOException {
    try (FileFeeds feeds = started()) {
      Files.delete(feed);
      await(PATIENCE, () -> status(feeds).isFailing());
      Files.writeString(feed, "four.example\n");

      await(PATIENCE, () -> isHostile("four.example"));

      assertThat(status(feeds).isFailing()).isFalse();
      assertThat(status(feeds).failure()).isPresent();
    }
  }

  @Test
  void aChangeThatTheAttributesHideIsFoundByReload() throws IOException {
    FileTime time = Files.getLastModifiedTime(feed);
    try (FileFeeds feeds = started()) {
      Files.writeString(feed, "new.example\ntwo.example\n");
      Files.setLastModifiedTime(feed, time);

      feeds.reload().toCompletableFuture().join();

      assertThat(isHostile("new.example")).isTrue();
    }
  }

  @Test
  void aFileThatNeverRestsIsReadAllTheSame() throws IOException {
    try (FileFeeds feeds = started()) {
      StringBuilder text = new StringBuilder("one.example\n");
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (!isHostile("n0.example") && System.nanoTime() < until) {
        text.append("n").append(text.length() % 7 == 5 ? 0 : text.length()).append(".example\n");
        Files.writeString(feed, text.indexOf("n0.") > 0 ? text : text + "n0.example\n");
        LockSupport.parkNanos(Duration.ofMillis(30).toNanos());
      }

      assertThat(isHostile("n0.example")).isTrue();
      assertThat(status(feeds).isFailing()).isFalse();
    }
  }

  @Test
  void aMissingFeedIsTriedAndLeavesTheOthersAlone() throws IOException {
    Path absent = directory.resolve("absent.txt");
    FeedPlan plan =
        plan(
            List.of(
                source("absent", absent, GateSettings.DEFAULT),
                source("c2", feed, GateSettings.DEFAULT)),
            List.of());

    try (FileFeeds feeds = started(plan, rules)) {
      FeedStatus missing = feeds.statuses().get(0);

      assertThat(missing.isTried()).isTrue();
      assertThat(missing.standing()).isEqualTo(Standing.NONE);
      assertThat(missing.failure().orElseThrow().failure().detail())
          .isEqualTo(absent + " does not exist");
      assertThat(isHostile("one.example")).isTrue();
    }
  }

  @Test
  void neverBlockFilesAndLiteralsAreInForceAndWatched() throws IOException {
    Path allow = Files.writeString(directory.resolve("allow.txt"), "one.example\n");
    NeverBlockSource literal =
        new NeverBlockSource.Literal(new Pattern.SubTree(new HostName("two.example")));
    FeedPlan plan =
        plan(
            List.of(source("c2", feed, GateSettings.DEFAULT)),
            List.of(new NeverBlockSource.InFile(allow), literal));

    try (FileFeeds feeds = started(plan, rules)) {
      assertThat(isHostile("one.example")).isFalse();
      assertThat(isHostile("two.example")).isFalse();
      Files.writeString(allow, "other.example\n");
      await(PATIENCE, () -> isHostile("one.example"));
      Files.delete(allow);
      await(PATIENCE, () -> feeds.statuses().get(0).isFailing());

      assertThat(rules.current().neverBlock().entries()).isEqualTo(2);
    }
  }

  @Test
  void commandsThatOnlyLookNeverWrite() throws IOException {
    List<FeedStatus> statuses = FileFeeds.loadOnce(plan(), rules, InstantSource.system());

    assertThat(statuses).extracting(FeedStatus::standing).containsExactly(Standing.CURRENT);
    assertThat(isHostile("one.example")).isTrue();
    assertThat(directory.resolve("state")).doesNotExist();
  }

  @Test
  void commandsThatOnlyLookReadTheLastGoodCopy() throws IOException {
    started().close();
    Files.writeString(feed, "<html>\n");
    LiveRules next = new LiveRules(InstantSource.system());

    List<FeedStatus> statuses = FileFeeds.loadOnce(plan(), next, InstantSource.system());

    assertThat(statuses).extracting(FeedStatus::standing).containsExactly(Standing.LAST_GOOD);
    assertThat(isHostile(next, "one.example")).isTrue();
  }

  @Test
  void keptCopiesHaveTheTimeAtWhichTheyWereFoundAndAreTheOwnersAlone() throws IOException {
    Files.setLastModifiedTime(feed, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
    Instant before = Instant.now();

    started().close();

    Path kept = directory.resolve("state/feeds/c2.copy");
    assertThat(kept).hasSameBinaryContentAs(feed);
    assertThat(Files.getLastModifiedTime(kept).toInstant()).isBetween(before, Instant.now());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aStateDirectoryThatCannotBeWrittenStopsNothing() throws IOException {
    Files.writeString(directory.resolve("state"), "a file where a directory should be");

    try (FileFeeds feeds = started()) {
      assertThat(status(feeds).standing()).isEqualTo(Standing.CURRENT);
      assertThat(isHostile("one.example")).isTrue();
    }
  }

  private FileFeeds started() {
    return started(plan(), rules);
  }

  private static FileFeeds started(FeedPlan plan, LiveRules rules) {
    FileFeeds feeds = new FileFeeds(plan, rules, InstantSource.system());
    feeds.start().toCompletableFuture().join();
    return feeds;
  }

  private FeedPlan plan() {
    return plan(List.of(source("c2", feed, GateSettings.DEFAULT)), List.of());
  }

  private FeedPlan plan(List<FeedSource> sources, List<NeverBlockSource> neverBlock) {
    return new FeedPlan(sources, neverBlock, directory.resolve("state"));
  }

  private static FeedSource source(String name, Path file, GateSettings gate) {
    return new FeedSource(
        file,
        FeedSettings.of(name, FormatChoice.DOMAINS),
        gate,
        FeedSource.DEFAULT_REFRESH,
        Requirement.OPTIONAL);
  }

  private static FeedStatus status(FileFeeds feeds) {
    return feeds.statuses().get(0);
  }

  private static String faultOf(FileFeeds feeds) {
    return status(feeds).failure().orElseThrow().failure().fault().label();
  }

  private boolean isHostile(String name) {
    return isHostile(rules, name);
  }

  private static boolean isHostile(LiveRules rules, String name) {
    Clue clue = new Clue(Clue.Kind.LOOKUP, Endpoint.parse(name + ":443").orElseThrow());
    return rules.decide(Evidence.of(clue)).fold(clean -> false, exempt -> false, bad -> true);
  }

  private static void await(Duration atMost, BooleanSupplier condition) {
    long until = System.nanoTime() + atMost.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited %s", atMost).isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "n" + i + ".example\n")
        .collect(Collectors.joining());
  }

  private static byte[] cutGzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Arrays.copyOf(packed.toByteArray(), packed.size() - 9);
  }
}
