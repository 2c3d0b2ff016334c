package io.sekisho.app.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.app.feeds.FeedStatus;
import io.sekisho.app.feeds.NeverBlockSource;
import io.sekisho.app.snapshot.KeptFeed.Told;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Pattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of a feed a start reads that finds the feed's claims in force. */
final class KeptReadingsTest {
  private static final int ALL = KeptFeed.NAMES;

  @TempDir private Path directory;
  private KeptFeed feed = KeptFeed.UNSET;

  @BeforeEach
  void startForTheFirstTime() throws IOException {
    feed = KeptFeed.in(directory);
    Told first = feed.run();
    assertThat(first.linesRead()).isEqualTo(ALL);
  }

  @Test
  void aFileThatHasNotChangedIsNotReadAndStandsAsIfItHadBeen() {
    Told again = feed.run();

    assertThat(again.linesRead()).isZero();
    assertThat(again.status().standing()).isEqualTo(FeedStatus.Standing.CURRENT);
    assertThat(again.status().success()).contains(KeptRun.NOON);
    assertThat(again.status().copyInForce().orElseThrow().generation()).isZero();
    assertThat(again.status().copyInForce().orElseThrow().report().accepted()).isEqualTo(ALL);
    assertThat(feed.run().linesRead()).isZero();
  }

  @Test
  void ofAFileThatChangedWhileNobodyLookedOnlyTheDifferenceIsRead() throws IOException {
    feed.lists(1, ALL + 1);

    Told next =
        feed.run(
            KeptRun.NOON,
            run -> {
              assertThat(run.isHostile(KeptFeed.name(ALL))).isTrue();
              assertThat(run.isHostile(KeptFeed.name(0))).isFalse();
              assertThat(run.isHostile(KeptFeed.name(1))).isTrue();
            });

    assertThat(next.linesRead()).isEqualTo(2);
    assertThat(feed.run().linesRead()).isZero();
  }

  @Test
  void ofAFileThatWasOnlyTouchedNothingIsRead() throws IOException {
    Files.setLastModifiedTime(feed.file(), FileTime.from(KeptRun.NOON));

    assertThat(feed.run().linesRead()).isZero();
  }

  @Test
  void anotherSettingHasAllOfItRead() {
    assertThat(feed.withConfidence(70).run().linesRead()).isEqualTo(ALL);
    assertThat(feed.expiring(Duration.ofDays(30)).run().linesRead()).isEqualTo(ALL);
  }

  @Test
  void anotherNeverBlockEntryHasAllOfItRead() throws IOException {
    Path list = Files.writeString(directory.resolve("allow.txt"), "other.example\n");
    KeptFeed literal =
        feed.exempting(
            new NeverBlockSource.Literal(new Pattern.SubTree(new HostName("other.example"))));
    KeptFeed inFile = feed.exempting(new NeverBlockSource.InFile(list));

    assertThat(literal.run().linesRead()).isEqualTo(ALL);
    assertThat(literal.run().linesRead()).isZero();
    assertThat(inFile.run().linesRead()).isEqualTo(ALL);
    assertThat(inFile.run().linesRead()).isZero();
    Files.writeString(list, "another.example\n");
    assertThat(inFile.run().linesRead()).isEqualTo(ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "damaged", "\0\0\0"})
  void aReadingThatIsDamagedHasAllOfItRead(String content) throws IOException {
    Files.writeString(feed.kept("reading"), content);

    assertThat(feed.run().linesRead()).isEqualTo(ALL);
    assertThat(feed.run().linesRead()).isZero();
  }

  @Test
  void aReadingWithOneOtherCharacterHasAllOfItRead() throws IOException {
    String text = Files.readString(feed.kept("reading"), StandardCharsets.UTF_8);
    Files.writeString(feed.kept("reading"), text.replace("\"accepted\":3000", "\"accepted\":3001"));

    assertThat(feed.run().linesRead()).isEqualTo(ALL);
  }

  @Test
  void withoutTheCopyAllOfItIsRead() throws IOException {
    Files.delete(feed.kept("copy"));

    assertThat(feed.run().linesRead()).isEqualTo(ALL);
  }

  @Test
  void ofACopyWithOtherBytesNothingIsBelieved() throws IOException {
    Files.writeString(feed.kept("copy"), "other.example\n");

    assertThat(feed.run().linesRead()).isGreaterThanOrEqualTo(ALL);
  }

  @Test
  void withoutTheSnapshotAllOfItIsRead() throws IOException {
    Files.delete(feed.state().resolve("rules.snapshot"));

    assertThat(feed.run().linesRead()).isGreaterThanOrEqualTo(ALL);
  }

  @Test
  void entriesThatFadeAreRenewedWithoutReading() {
    KeptFeed fading = feed.expiring(Duration.ofHours(10));
    assertThat(fading.run().linesRead()).isEqualTo(ALL);

    Told soon = fading.run(KeptRun.NOON.plus(Duration.ofMinutes(30)), run -> {});
    Told later = fading.run(KeptRun.NOON.plus(Duration.ofHours(9)), run -> {});

    assertThat(soon.linesRead() + later.linesRead()).isZero();
    assertThat(soon.status().copyInForce().orElseThrow().lastExpiry())
        .contains(KeptRun.NOON.plus(Duration.ofHours(10)));
    assertThat(later.status().copyInForce().orElseThrow().lastExpiry())
        .contains(KeptRun.NOON.plus(Duration.ofHours(19)));
    assertThat(fading.run(KeptRun.NOON.plus(Duration.ofHours(9)), run -> {}).linesRead()).isZero();
  }
}
