package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.match.FeedIndex;
import org.junit.jupiter.api.Test;

final class EntryCollectorTest {
  private static final FeedSettings SETTINGS = Texts.settings("domains");

  @Test
  void theLastCountThatACopyDeclaresIsReported() {
    EntryCollector collector = collector();

    collector.accept(new FeedEntry.Note(1, FeedEntry.Note.Kind.COUNT, "# entries: 7", 7));
    collector.accept(new FeedEntry.Note(9, FeedEntry.Note.Kind.COUNT, "# entries: 8", 8));

    assertThat(report(collector).declaredEntries()).isEqualTo(8);
    assertThat(report(collector()).declaredEntries()).isNull();
  }

  @Test
  void noticesAreReportedUpToABound() {
    EntryCollector collector = collector();

    for (int line = 1; line <= 2 * FeedReport.MAX_NOTICES; line++) {
      collector.accept(new FeedEntry.Note(line, FeedEntry.Note.Kind.DEPRECATED, "# deprecated", 0));
    }

    FeedReport report = report(collector);
    assertThat(report.notices()).hasSize(FeedReport.MAX_NOTICES);
    assertThat(report.notices().get(0).line()).isEqualTo(1);
    assertThat(report.accepted() + report.rejectedLines()).isZero();
  }

  private static EntryCollector collector() {
    return new EntryCollector(
        SETTINGS, Texts.copy(""), FeedIndex.builder(SETTINGS.name()), EntryCollector.Checks.none());
  }

  private static FeedReport report(EntryCollector collector) {
    return collector
        .reading(
            FormatChoice.DOMAINS.format().orElseThrow(),
            new CopyShape(0, CopyShape.Ending.AFTER_A_LINE))
        .report();
  }
}
