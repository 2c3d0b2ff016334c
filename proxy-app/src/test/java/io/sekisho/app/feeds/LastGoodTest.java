package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedStatus.Standing;
import io.sekisho.rules.snapshot.LiveRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stays in force while a file cannot be used. */
final class LastGoodTest {
  @TempDir private Path directory;
  private WatchedFile feed = WatchedFile.UNSET;

  @BeforeEach
  void writeFirstCopy() throws IOException {
    feed = WatchedFile.in(directory);
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
    try (FileFeeds feeds = feed.started()) {
      damage.befall(feed.file());

      WatchedFile.await(() -> WatchedFile.status(feeds).isFailing());

      assertThat(WatchedFile.faultOf(feeds)).isEqualTo(damage.fault);
      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.LAST_GOOD);
      assertThat(feed.isHostile("two.example")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLastGoodCopyOutlivesTheProcess(Damage damage) throws IOException {
    feed.started().close();
    damage.befall(feed.file());
    LiveRules next = new LiveRules(InstantSource.system());

    try (FileFeeds feeds = WatchedFile.started(feed.plan(), next)) {
      assertThat(WatchedFile.isHostile(next, "two.example")).isTrue();
      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.LAST_GOOD);
      assertThat(WatchedFile.faultOf(feeds)).isEqualTo(damage.fault);
    }
  }

  @Test
  void aLargeFeedThatShrinksKeepsItsLastGoodCopy() throws IOException {
    Files.writeString(feed.file(), names(2_000));

    try (FileFeeds feeds = feed.started()) {
      Files.writeString(feed.file(), names(900));
      WatchedFile.await(() -> WatchedFile.status(feeds).isFailing());

      assertThat(WatchedFile.faultOf(feeds)).isEqualTo("shrunk");
      assertThat(feed.isHostile("n1999.example")).isTrue();
    }
  }

  @Test
  void aFeedBehindGuardsIsJudgedBesideTheLastGoodCopyOfAnEarlierProcess() throws IOException {
    Path top = Files.writeString(feed.directory().resolve("top.txt"), "popular.example\n");
    FeedPlan guarded = feed.plan(feed.plan().feeds(), List.of(new NeverBlockSource.InFile(top)));
    Files.writeString(feed.file(), names(2_000));
    feed.started(guarded).close();
    Files.writeString(feed.file(), names(900));

    try (FileFeeds feeds = feed.started(guarded)) {
      FeedStatus status = feeds.statuses().get(1);

      assertThat(status.standing()).isEqualTo(Standing.LAST_GOOD);
      assertThat(status.copyInForce().orElseThrow().report().accepted()).isEqualTo(2_000);
    }
  }

  @Test
  void commandsThatOnlyLookReadTheLastGoodCopy() throws IOException {
    feed.started().close();
    Files.writeString(feed.file(), "<html>\n");
    LiveRules next = new LiveRules(InstantSource.system());

    List<FeedStatus> statuses = FileFeeds.loadOnce(feed.plan(), next, InstantSource.system());

    assertThat(statuses).extracting(FeedStatus::standing).containsExactly(Standing.LAST_GOOD);
    assertThat(WatchedFile.isHostile(next, "one.example")).isTrue();
  }

  @Test
  void keptCopiesHaveTheTimeAtWhichTheyWereFoundAndAreTheOwnersAlone() throws IOException {
    Files.setLastModifiedTime(feed.file(), FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
    Instant before = Instant.now();

    feed.started().close();

    Path kept = feed.directory().resolve("state/feeds/c2.copy");
    assertThat(kept).hasSameBinaryContentAs(feed.file());
    assertThat(Files.getLastModifiedTime(kept).toInstant()).isBetween(before, Instant.now());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aStateDirectoryThatCannotBeWrittenStopsNothing() throws IOException {
    Files.writeString(feed.directory().resolve("state"), "a file where a directory should be");

    try (FileFeeds feeds = feed.started()) {
      assertThat(WatchedFile.status(feeds).standing()).isEqualTo(Standing.CURRENT);
      assertThat(feed.isHostile("one.example")).isTrue();
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
