package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What tells the claims of a feed from those that it had before. */
final class FeedVersionTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final ClaimStore empty = ClaimStore.empty(HashKey.random());

  @Test
  void claimsHaveTheVersionOfTheIndexThatMadeThem() {
    FeedIndex index = claiming("one.example");

    assertThat(versionIn(empty.with(index))).isEqualTo(index.version());
  }

  @Test
  void everyChangeMakesAnother() {
    FeedIndex first = claiming("one.example");

    FeedIndex sameAgain = claiming("one.example");
    FeedIndex renewed = first.until(NOON);
    FeedIndex amended = empty.with(first).feed("c2").orElseThrow().amended().build();

    assertThat(first.version()).isNotIn(sameAgain.version(), renewed.version(), amended.version());
  }

  @Test
  void claimsKeepTheirVersionInAnImageAndWhereTheyAreMerged() {
    ClaimStore store = empty.with(claiming("one.example"));
    Compaction merged = Compaction.of(store, NOON, () -> {});
    Image image = StoreImage.of(merged);

    ClaimStore restored = StoreImage.store(image, store.key());

    assertThat(versionIn(restored)).isEqualTo(versionIn(store));
    assertThat(versionIn(merged.apply(store))).isEqualTo(versionIn(store));
  }

  @Test
  void claimsKeepTheirVersionInARecordOfTheChange() {
    FeedIndex index = claiming("one.example");
    ByteBuffer record = ChangeRecord.of(index, empty);

    assertThat(versionIn(ChangeRecord.apply(empty, record))).isEqualTo(index.version());
  }

  @Test
  void claimsKeepTheirVersionByAnotherSecret() {
    FeedIndex index = claiming("one.example");
    ClaimStore other = ClaimStore.empty(HashKey.random());

    FeedIndex keyed = index.keyed(other.key());

    assertThat(keyed.version()).isEqualTo(index.version());
    assertThat(keyed.changes().key()).isEqualTo(other.key());
    assertThat(keyed.keyed(other.key())).isSameAs(keyed);
    assertThat(other.with(keyed).feed("c2").orElseThrow().entries()).isEqualTo(1);
  }

  private static UUID versionIn(ClaimStore store) {
    return store.feed("c2").orElseThrow().version();
  }

  private static FeedIndex claiming(String name) {
    FeedIndex.Builder index = FeedIndex.builder("c2");
    index.add(new Indicator(new Pattern.SubTree(new HostName(name)), "c2", 1, null, 90, null));
    return index.build();
  }
}
