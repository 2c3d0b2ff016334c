package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line that comes beside another about the same pattern. */
final class CopyChangeTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  /** Each claim as its confidence, and the hours until it ends, 0 for never. */
  @ParameterizedTest
  @CsvSource({
    "50, 0, 90, 0",
    "90, 0, 50, 0",
    "50, 0, 50, 0",
    "50, 2, 50, 3",
    "90, 3, 50, 2",
    "90, 2, 50, 0",
    "50, 0, 90, 2",
  })
  void countsBesideOneThatStaysAsWhereAllIsRead(
      int confidence, int hours, int laterConfidence, int laterHours) {
    Indicator first = claim("first", confidence, hours);
    Indicator later = claim("later", laterConfidence, laterHours);
    FeedIndex before = index(List.of(first));

    FeedIndex changed = before.changed(index(List.of()), index(List.of(later)), null);

    FeedIndex whole = index(List.of(first, later));
    assertThat(only(changed)).isEqualTo(only(whole));
    assertThat(changed.counts()).isEqualTo(whole.counts());
    assertThat(changed.expired(NOW.plus(Duration.ofDays(1))))
        .isEqualTo(whole.expired(NOW.plus(Duration.ofDays(1))));
    assertThat(changed.repeated()).isEqualTo(whole.repeated());
  }

  @Test
  void takesThePlaceOfOneThatGoesWhateverItSays() {
    Indicator first = claim("first", 90, 0);
    Indicator later = claim("later", 10, 1);

    FeedIndex changed =
        index(List.of(first)).changed(index(List.of(first)), index(List.of(later)), null);

    assertThat(only(changed)).isEqualTo(later);
    assertThat(changed.change()).isEqualTo(new FeedChange(0, 0, 1));
  }

  private static Indicator only(FeedIndex index) {
    Level level = index.whole(HashKey.random());
    assertThat(level.size()).isOne();
    return FeedWalk.sighting(level, 0, 0).indicator(null);
  }

  private static FeedIndex index(List<Indicator> claims) {
    FeedIndex.Builder index = FeedIndex.builder("feed");
    claims.forEach(index::add);
    return index.build();
  }

  private static Indicator claim(String threat, int confidence, int hours) {
    Pattern pattern = new Pattern.SubTree(new HostName("bad.example"));
    @Nullable Instant end = hours == 0 ? null : NOW.plus(Duration.ofHours(hours));
    return new Indicator(pattern, "feed", 1, threat, confidence, end);
  }
}
