package io.sekisho.rules.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.FormatChoice;
import io.sekisho.rules.feed.format.Particulars;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Until when an entry counts: of all the ends that it has, until the earliest. */
final class ExpiryTest {
  private static final Instant SEEN = Instant.parse("2026-01-31T00:00:00Z");
  private static final HostName NAME = new HostName("c2.example");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "30, -,          -,          2026-03-02",
        "30, 2026-02-05, -,          2026-02-05",
        "30, 2036-01-01, -,          2026-03-02",
        "30, -,          2026-01-10, 2026-02-09",
        "30, -,          2027-01-10, 2026-03-02",
        "30, 2026-02-01, 2026-01-10, 2026-02-01",
        "30, 2026-02-20, 2026-01-10, 2026-02-09",
        "-,  -,          -,          -",
        "-,  2036-01-01, -,          2036-01-01",
        "-,  -,          2026-01-10, -",
      })
  void theEarliestEndWins(
      @Nullable Integer days, @Nullable String own, @Nullable String alive, @Nullable String end) {
    Particulars said = Particulars.NONE.withValidUntil(orNone(own)).withAliveAt(orNone(alive));

    Indicator found = indicator(index(days, said), SEEN.minus(Duration.ofDays(900)));

    assertThat(found.validUntil()).isEqualTo(orNone(end));
  }

  @Test
  void whatHasExpiredIsCountedAndDoesNotMatch() {
    FeedIndex index = index(30, Particulars.NONE.withValidUntil(day("2026-02-05")));

    assertThat(index.entries()).isEqualTo(1);
    assertThat(index.expired(day("2026-02-04"))).isZero();
    assertThat(index.expired(day("2026-02-05"))).isEqualTo(1);
    assertThat(all(index, day("2026-02-05"))).isEmpty();
  }

  @Test
  void anUnchangedCopyThatIsSeenAgainRenewsWhatHasNoNearerEnd() {
    FeedIndex index = index(30, Particulars.NONE);

    FeedIndex renewed = index.until(day("2026-04-01"));

    assertThat(all(index, day("2026-03-05"))).isEmpty();
    assertThat(all(renewed, day("2026-03-05"))).hasSize(1);
    assertThat(renewed.lastExpiry()).contains(day("2026-04-01"));
    assertThat(renewed.change().isNone()).isTrue();
  }

  private static FeedIndex index(@Nullable Integer days, Particulars said) {
    FeedSettings settings =
        new FeedSettings(
            "test",
            FormatChoice.DOMAINS,
            FeedSettings.DEFAULT_CONFIDENCE,
            days == null ? null : Duration.ofDays(days),
            SpecialPurposeHandling.REFUSE);
    EntryCollector collector =
        new EntryCollector(
            settings,
            Texts.copy("").seenAt(SEEN),
            FeedIndex.builder(settings.name()),
            EntryCollector.Checks.none());
    collector.accept(new FeedEntry.Claim(new Pattern.ExactName(NAME), 1, said));
    return collector
        .reading(
            FormatChoice.DOMAINS.format().orElseThrow(),
            new CopyShape(1, CopyShape.Ending.AFTER_A_LINE))
        .index();
  }

  private static Indicator indicator(FeedIndex index, Instant now) {
    return all(index, now).get(0);
  }

  private static List<Indicator> all(FeedIndex index, Instant now) {
    List<Indicator> found = new ArrayList<>();
    Clue clue = new Clue(Clue.Kind.LOOKUP, new Endpoint(NAME, 443));
    Query.formsOf(clue).forEach(form -> index.collect(form, now, found));
    return found;
  }

  private static @Nullable Instant orNone(@Nullable String date) {
    return date == null ? null : day(date);
  }

  private static Instant day(String date) {
    return Instant.parse(date + "T00:00:00Z");
  }
}
