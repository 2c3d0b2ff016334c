package io.sekisho.app.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.NeverBlockSource.InFile;
import io.sekisho.app.feeds.NeverBlockUse.Effect;
import io.sekisho.rules.feed.GateSettings;
import io.sekisho.rules.feed.GuardReport;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.GuardFormats;
import io.sekisho.rules.guard.Coverage;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guards between never-block sources and feeds, from files to verdicts. */
final class GuardedFeedsTest {
  private static final NeverBlockUse SUPPRESS =
      new NeverBlockUse(Effect.SUPPRESS, Coverage.NAMES, NeverBlockUse.ALL);

  @TempDir private Path directory;
  private WatchedFile feed = WatchedFile.UNSET;

  @BeforeEach
  void writeFiles() throws IOException {
    feed = WatchedFile.in(directory);
    Files.writeString(
        feed.file(),
        """
        wixsite.com
        *.duckdns.org
        evil.duckdns.org
        evil.wixsite.com
        *.zip
        104.16.0.0/12
        104.18.20.7
        wixsite.com/evil/page
        one.example
        """);
    Files.writeString(directory.resolve("top.csv"), "1,google.com\n2,wixsite.com\n3,one.example\n");
    Files.writeString(directory.resolve("cdn.txt"), "104.16.0.0/13\n104.24.0.0/14\n");
  }

  @ParameterizedTest
  @CsvSource({
    "wixsite.com, false",
    "www.wixsite.com, false",
    "evil.wixsite.com, true",
    "duckdns.org, false",
    "some.duckdns.org, false",
    "evil.duckdns.org, true",
    "a.zip, false",
    "104.17.1.1, false",
    "104.18.20.7, true",
    "one.example, false"
  })
  void whatGuardsProtectIsNotBlockedAndTheRestIs(String destination, boolean hostile) {
    try (FileFeeds feeds = feed.started(plan())) {
      assertThat(feed.isHostile(destination)).isEqualTo(hostile);
      assertThat(report(feeds).total()).isEqualTo(5);
    }
  }

  @Test
  void theReportSaysWhatWasSuppressedAndWhy() {
    try (FileFeeds feeds = feed.started(plan())) {
      GuardReport report = report(feeds);

      assertThat(report.suppressed())
          .containsEntry(GuardReason.POPULAR, 2)
          .containsEntry(GuardReason.PUBLIC_SUFFIX, 2)
          .containsEntry(GuardReason.SHARED_RANGE, 1)
          .hasSize(3);
      assertThat(report.sample())
          .extracting(guarded -> guarded.claim().pattern() + " " + guarded.hit())
          .contains(
              "*.wixsite.com popular: top.csv: wixsite.com, line 2",
              "104.16.0.0/12 shared-range: cdn.txt: 104.16.0.0/13, line 1")
          .anySatisfy(
              text -> assertThat(text).startsWith("*.duckdns.org public-suffix: built-in list"));
    }
  }

  @Test
  void aChangeOfAGuardIsInForceForTheFeedsThatAreRead() throws IOException {
    try (FileFeeds feeds = feed.started(plan())) {
      assertThat(feed.isHostile("one.example")).isFalse();
      FeedStatus before = feeds.statuses().get(2);

      Files.writeString(directory.resolve("top.csv"), "1,google.com\n2,wixsite.com\n");
      WatchedFile.await(() -> feed.isHostile("one.example"));

      assertThat(feed.isHostile("wixsite.com")).isFalse();
      assertThat(feeds.statuses().get(2).copyInForce().orElseThrow().modified())
          .isEqualTo(before.copyInForce().orElseThrow().modified());
    }
  }

  @Test
  void aGuardWorksOnTheLastGoodCopyOfAFeedThatIsGone() throws IOException {
    try (FileFeeds feeds = feed.started(plan())) {
      Files.delete(feed.file());
      WatchedFile.await(() -> feeds.statuses().get(2).isFailing());

      Files.writeString(directory.resolve("top.csv"), "1,google.com\n");
      WatchedFile.await(() -> feed.isHostile("one.example"));

      assertThat(feed.isHostile("evil.duckdns.org")).isTrue();
      assertThat(feeds.statuses().get(2).isFailing()).isTrue();
    }
  }

  @Test
  void aGuardThatIsGoneKeepsItsLastGoodCopy() throws IOException {
    try (FileFeeds feeds = feed.started(plan())) {
      Files.writeString(directory.resolve("top.csv"), "<html>not found</html>\n");
      WatchedFile.await(() -> feeds.statuses().get(0).isFailing());

      assertThat(feed.isHostile("wixsite.com")).isFalse();
    }
    try (FileFeeds again = feed.started(plan())) {
      assertThat(again.statuses().get(0).isFailing()).isTrue();
      assertThat(feed.isHostile("wixsite.com")).isFalse();
    }
  }

  @Test
  void aListOfSuffixesTakesThePlaceOfTheBuiltInOne() throws IOException {
    Path suffixes = Files.writeString(directory.resolve("own.dat"), "// own\nwixsite.com\n");
    NeverBlockSource source = new InFile(suffixes, GuardFormats.PUBLIC_SUFFIXES, SUPPRESS);

    try (FileFeeds feeds = feed.started(feed.plan(sources(), List.of(source)))) {
      assertThat(feed.isHostile("wixsite.com")).isFalse();
      assertThat(feed.isHostile("some.duckdns.org")).isTrue();
      assertThat(report(feeds).suppressed()).containsEntry(GuardReason.PUBLIC_SUFFIX, 2);
    }
  }

  @Test
  void aClaimAboveOnesOwnNameCountsAndIsTold() {
    NeverBlockSource own =
        new NeverBlockSource.Literal(new Pattern.SubTree(new HostName("mine.evil.wixsite.com")));

    try (FileFeeds feeds = feed.started(feed.plan(sources(), List.of(own)))) {
      assertThat(feed.isHostile("evil.wixsite.com")).isTrue();
      assertThat(feed.isHostile("mine.evil.wixsite.com")).isFalse();
      assertThat(report(feeds).counts().get(GuardEffect.NOTE))
          .containsEntry(GuardReason.NEVER_BLOCK, 1);
    }
  }

  private FeedPlan plan() {
    return feed.plan(
        sources(),
        List.of(
            new InFile(directory.resolve("top.csv"), GuardFormats.TOP_LIST, SUPPRESS),
            new InFile(
                directory.resolve("cdn.txt"), FormatChoice.named("ips").orElseThrow(), SUPPRESS)));
  }

  private List<FeedSource> sources() {
    return List.of(WatchedFile.source("c2", feed.file(), GateSettings.DEFAULT));
  }

  private static GuardReport report(FileFeeds feeds) {
    List<FeedStatus> statuses = feeds.statuses();
    return statuses.get(statuses.size() - 1).copyInForce().orElseThrow().report().guards();
  }
}
