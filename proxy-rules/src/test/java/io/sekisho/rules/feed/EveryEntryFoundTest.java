package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.Compaction;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.Query;
import io.sekisho.rules.match.StoreImage;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.snapshot.file.SnapshotCounts;
import io.sekisho.rules.snapshot.file.SnapshotFile;
import io.sekisho.rules.snapshot.file.SnapshotHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every real feed at once, compiled into one level of a file, and asked for all that they list. */
final class EveryEntryFoundTest {
  private static final List<RealFeed> FEEDS =
      RealFeed.all().stream().filter(feed -> feed.told() != RealFeed.Told.UNKNOWN).toList();

  @TempDir private static Path directory;

  private static ClaimStore mapped = ClaimStore.empty(HashKey.random());
  private static BenignListing benign = new BenignListing(Set.of());
  private static List<FeedSurvey> surveys = List.of();

  @BeforeAll
  static void compileAndAskOnce() throws IOException {
    benign = new BenignListing(BenignNames.all());
    mapped = mapped(compiled());
    surveys = FEEDS.parallelStream().map(EveryEntryFoundTest::survey).toList();
  }

  @Test
  void everyEntryOfEveryFeedIsFound() {
    assertThat(mapped.levels()).isOne();
    assertThat(surveys)
        .hasSizeGreaterThan(150)
        .allSatisfy(
            survey -> {
              FeedIndex feed = mapped.feed(survey.feed()).orElseThrow();
              assertThat(survey.missed()).as(survey.feed()).isEmpty();
              assertThat(survey.patterns()).as(survey.feed()).isEqualTo(feed.entries());
              assertThat(feed.exceptions()).as(survey.feed()).isZero();
            });
    assertThat(surveys.stream().mapToLong(FeedSurvey::patterns).sum()).isGreaterThan(3_000_000);
  }

  @Test
  void nothingIsFoundOfABenignNameButWhatIsListed() {
    List<String> wrong =
        benign.names().parallelStream()
            .filter(name -> !found(name).equals(benign.of(name)))
            .toList();

    assertThat(benign.names()).hasSizeGreaterThan(100_000);
    assertThat(wrong).isEmpty();
  }

  private static Set<String> found(String name) {
    List<Indicator> found = new ArrayList<>();
    Query.formsOf(BenignListing.clue(name))
        .forEach(form -> mapped.collect(form, FeedSurvey.EARLY, found));
    Set<String> texts = new TreeSet<>();
    found.forEach(each -> texts.add(BenignListing.text(each.feed(), each.pattern())));
    return texts;
  }

  private static ClaimStore compiled() {
    ClaimStore store = ClaimStore.empty(HashKey.random());
    for (FeedIndex index : FEEDS.parallelStream().map(EveryEntryFoundTest::index).toList()) {
      store = store.with(index);
    }
    return store;
  }

  private static ClaimStore mapped(ClaimStore store) throws IOException {
    Compaction whole = Compaction.of(store, FeedSurvey.EARLY, () -> {});
    Path file = directory.resolve("rules.snapshot");
    SnapshotCounts counts = new SnapshotCounts(0, 0, 0, whole.sizes().entries());
    SnapshotHeader header = SnapshotHeader.of(1, FeedSurvey.EARLY, store.key(), 0, counts);
    SnapshotFile.write(file, header, StoreImage.of(whole));
    return SnapshotFile.open(file)
        .fold(
            usable -> StoreImage.store(usable.snapshot().image(), header.key()),
            unusable -> {
              throw new AssertionError(unusable.faults().toString());
            });
  }

  private static FeedIndex index(RealFeed feed) {
    return reader(feed)
        .read(copy(feed))
        .fold(
            FeedReading.Read::index,
            unreadable -> {
              throw new AssertionError(unreadable.failure().toString());
            });
  }

  private static FeedSurvey survey(RealFeed feed) {
    FeedSurvey survey = new FeedSurvey(feed.file(), mapped, benign);
    reader(feed).forEach(copy(feed), survey);
    return survey;
  }

  private static FeedCopy copy(RealFeed feed) {
    try {
      return feed.copy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FeedReader reader(RealFeed feed) {
    FormatChoice format = FormatChoice.named(feed.format()).orElseThrow();
    FeedSettings settings =
        new FeedSettings(feed.file(), format, 90, null, SpecialPurposeHandling.ACCEPT);
    return new FeedReader(settings);
  }
}
