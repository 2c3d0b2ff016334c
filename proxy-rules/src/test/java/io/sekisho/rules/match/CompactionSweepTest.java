package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What has ended, and what was claimed anew, while levels are merged. */
final class CompactionSweepTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final int MANY = 2 * ClaimStore.MOST_MERGED_AT_ONCE;

  private final ClaimStore base = ClaimStore.empty(HashKey.random()).with(many("base", null));

  @Test
  void whatEndedIsCountedRightWhereNewerLevelsStillHaveIt() {
    Instant past = NOW.minusSeconds(60);
    ClaimStore begun =
        base.with(
            feed(
                "ending",
                claim("ending", "one.example", past),
                claim("ending", "two.example", null)));
    Compaction compaction = Compaction.of(begun, NOW, () -> {});
    ClaimStore meanwhile = begun.with(feed("other", claim("other", "one.example", null)));

    ClaimStore after = compaction.apply(meanwhile);

    FeedIndex ending = after.feed("ending").orElseThrow();
    assertThat(ending.entries() - ending.expired(NOW)).isOne();
    ClaimStore swept = Compaction.of(after, NOW, () -> {}).apply(after);
    assertThat(swept.feed("ending").orElseThrow().entries()).isOne();
  }

  @Test
  void whatAWholeCopyNoLongerHasStaysAwayThoughTheResultHasIt() {
    ClaimStore begun = base.with(feed("small", claim("small", "one.example", null)));
    Compaction compaction = Compaction.of(begun, NOW, () -> {});
    ClaimStore meanwhile = begun.with(feed("small", claim("small", "two.example", null)));

    ClaimStore after = compaction.apply(meanwhile);

    assertThat(found(after, "one.example")).isEmpty();
    assertThat(found(after, "two.example")).containsExactly("small");
  }

  @Test
  void whatHasEndedIsSweptOutOfTheTables() {
    ClaimStore store =
        ClaimStore.empty(HashKey.random())
            .with(many("ends", NOW))
            .with(feed("stays", claim("stays", "one.example", NOW.plus(Duration.ofDays(1)))));

    ClaimStore after = Compaction.of(store, NOW, () -> {}).apply(store);

    assertThat(after.bytes()).isLessThan(store.bytes() / 50);
    assertThat(after.feed("ends").orElseThrow().entries()).isZero();
    assertThat(after.feed("stays").orElseThrow().entries()).isOne();
    assertThat(found(after, "one.example")).containsExactly("stays");
  }

  private static FeedIndex many(String feed, @Nullable Instant end) {
    Indicator[] claims = new Indicator[MANY];
    for (int i = 0; i < MANY; i++) {
      claims[i] = claim(feed, "n" + i + ".example", end);
    }
    return feed(feed, claims);
  }

  private static FeedIndex feed(String feed, Indicator... claims) {
    FeedIndex.Builder builder = FeedIndex.builder(feed);
    for (Indicator claim : claims) {
      builder.add(claim);
    }
    return builder.build();
  }

  private static Indicator claim(String feed, String name, @Nullable Instant end) {
    return new Indicator(new Pattern.SubTree(new HostName(name)), feed, 1, null, 50, end);
  }

  private static List<String> found(ClaimStore store, String name) {
    List<Indicator> found = new ArrayList<>();
    Clue clue = new Clue(Clue.Kind.LOOKUP, new Endpoint(new HostName(name), 443));
    Query.formsOf(clue).forEach(form -> store.collect(form, NOW, found));
    return found.stream().map(Indicator::feed).toList();
  }
}
