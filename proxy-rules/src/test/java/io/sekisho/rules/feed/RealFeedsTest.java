package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real copies of feeds, against what a reader that is not ours found in them. */
final class RealFeedsTest {
  @ParameterizedTest
  @MethodSource("feeds")
  void holdsWhatAnIndependentReaderFound(RealFeed feed) throws IOException {
    FeedCopy copy = feed.copy();

    FeedReading told = new FeedReader(Texts.settings("auto")).read(copy);

    assertThat(summary(told)).isEqualTo(expected(feed));
  }

  @ParameterizedTest
  @MethodSource("feedsThatTellTooLittle")
  void holdsWhatAnIndependentReaderFoundOnceItsFormatIsSet(RealFeed feed) throws IOException {
    FeedCopy copy = feed.copy();

    FeedReading set = new FeedReader(Texts.settings(feed.format())).read(copy);

    assertThat(summary(set)).isEqualTo(feed.format() + ": " + feed.content());
  }

  @Test
  void everyFileIsInTheTable() throws IOException {
    Path directory = RealFeed.directory();

    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> directory.relativize(file).toString().replace('\\', '/')))
          .containsExactlyInAnyOrderElementsOf(
              RealFeed.all().stream().map(RealFeed::file).toList());
    }
  }

  @ParameterizedTest
  @CsvSource({"domains, 1160625", "auto, 1160625"})
  void aMillionNamesAreAllTaken(String format, int count) throws IOException {
    FeedCopy copy = RealFeed.copy(RealFeed.data("derived/maltrail-domains-unique.txt.gz"));

    FeedReading reading = new FeedReader(Texts.settings(format)).read(copy);

    assertThat(summary(reading)).isEqualTo("domains: name=" + count);
  }

  private static Stream<RealFeed> feeds() {
    return RealFeed.all().stream().filter(feed -> feed.told() != RealFeed.Told.SET);
  }

  private static Stream<RealFeed> feedsThatTellTooLittle() {
    return RealFeed.all().stream()
        .filter(feed -> feed.told() == RealFeed.Told.SET || feed.told() == RealFeed.Told.AMBIGUOUS);
  }

  private static String expected(RealFeed feed) {
    return switch (feed.told()) {
      case AUTO, SET -> feed.format() + ": " + feed.content();
      case AMBIGUOUS -> "refused: " + FeedFault.AMBIGUOUS_FORMAT.label();
      case UNKNOWN -> "refused: " + FeedFault.UNKNOWN_FORMAT.label();
    };
  }

  private static String summary(FeedReading reading) {
    return reading.fold(
        read -> read.report().format() + ": " + RealFeed.content(read.report()),
        unreadable -> "refused: " + unreadable.failure().fault().label());
  }
}
