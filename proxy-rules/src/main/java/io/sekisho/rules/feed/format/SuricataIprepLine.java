package io.sekisho.rules.feed.format;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Provenance;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A line of {@code suricata-iprep}: {@code address,category,score}. The score, 1 to 127, is scaled
 * to a confidence; 0 says that nothing is known. An address has a row for each of its categories,
 * of which the most confident counts.
 */
final class SuricataIprepLine implements LineParser {
  private static final int MAX_CATEGORY = 60;
  private static final int MAX_SCORE = 127;

  /** What rows of a category share: its number, since its name stands in another file. */
  private static final List<Provenance> CATEGORIES =
      IntStream.rangeClosed(0, MAX_CATEGORY)
          .mapToObj(number -> Provenance.NONE.withTags(List.of("category " + number)))
          .toList();

  @Override
  public void parse(FeedLine line, Consumer<FeedEntry> entries) {
    if (line.isBlankOrComment()) {
      return;
    }
    List<String> fields = Arrays.stream(line.text().split(",", -1)).map(String::strip).toList();
    if (fields.size() != 3) {
      entries.accept(
          line.rejected(
              fields.size() < 3 ? RejectReason.MISSING_FIELD : RejectReason.TRAILING_TEXT));
      return;
    }
    row(line, fields, entries);
  }

  private static void row(FeedLine line, List<String> fields, Consumer<FeedEntry> entries) {
    int category = Score.of(fields.get(1), MAX_CATEGORY).orElse(0);
    OptionalInt score = Score.of(fields.get(2), MAX_SCORE);
    if (category == 0 || score.isEmpty()) {
      entries.accept(line.rejected(RejectReason.BAD_SCORE));
    } else if (score.getAsInt() == 0) {
      entries.accept(line.rejected(RejectReason.NOT_FOR_DETECTION));
    } else {
      Particulars said =
          Particulars.NONE
              .withConfidence(confidence(score.getAsInt()))
              .withProvenance(CATEGORIES.get(category));
      AddressText.claim(line, fields.get(0), said, entries);
    }
  }

  /** The score as a share of its greatest, rounded. */
  static int confidence(int score) {
    return (2 * Indicator.MAX_CONFIDENCE * score + MAX_SCORE) / (2 * MAX_SCORE);
  }
}
