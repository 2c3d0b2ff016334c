package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a compaction where the store has changed meanwhile. */
final class CompactionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private ClaimStore store =
      with(ClaimStore.empty(HashKey.random()), IntStream.range(0, 20_000).toArray());

  @Test
  void resultTakesThePlaceOfWhatItWasMadeOf() {
    store = with(store, 20_001, 20_002);
    Compaction compaction = Compaction.of(store, NOW, () -> {});

    ClaimStore next = compaction.apply(store);

    assertThat(next.levels()).isOne();
    assertThat(next.feed("c2").orElseThrow().entries()).isEqualTo(20_002);
  }

  @Test
  void changesThatWereMergedWithTheNewestLevelMeanwhileStayAboveTheResult() {
    store = with(store, 20_001, 20_002);
    Compaction compaction = Compaction.of(store, NOW, () -> {});
    ClaimStore changed = with(store, 20_003);

    ClaimStore next = compaction.apply(changed);

    assertThat(changed.levels()).isEqualTo(2);
    assertThat(next.newestFirst().get(0).level()).isSameAs(compaction.level());
    assertThat(next.feed("c2").orElseThrow().entries()).isEqualTo(20_003);
    assertThat(Compaction.of(next, NOW, () -> {}).sizes().entries()).isEqualTo(20_003);
  }

  @Test
  void whatWasTakenBackMeanwhileStaysTakenBack() {
    store = with(store, 20_001, 20_002);
    Compaction compaction = Compaction.of(store, NOW, () -> {});
    Amendment back = store.feed("c2").orElseThrow().amended();
    back.withdraw(pattern(7)).withdraw(pattern(20_001));

    ClaimStore next = compaction.apply(store.with(back.build()));

    assertThat(next.feed("c2").orElseThrow().entries()).isEqualTo(20_000);
    assertThat(Compaction.of(next, NOW, () -> {}).sizes().entries()).isEqualTo(20_000);
  }

  @Test
  void ofAStoreThatHasNoneOfItsLevelsAnyMoreNothingChanges() {
    Compaction compaction = Compaction.of(store, NOW, () -> {});
    ClaimStore other = compaction.apply(store);

    assertThat(compaction.apply(other)).isSameAs(other);
  }

  private static ClaimStore with(ClaimStore store, int... names) {
    if (store.feed("c2").isEmpty()) {
      FeedIndex.Builder all = FeedIndex.builder("c2");
      IntStream.of(names).forEach(name -> all.add(indicator(name)));
      return store.with(all.build());
    }
    Amendment some = store.feed("c2").orElseThrow().amended();
    IntStream.of(names).forEach(name -> some.add(indicator(name)));
    return store.with(some.build());
  }

  private static Indicator indicator(int name) {
    return new Indicator(pattern(name), "c2", 1, null, 90, null);
  }

  private static Pattern pattern(int name) {
    return new Pattern.SubTree(new HostName("n" + name + ".example"));
  }
}
