package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A feed that was claimed anew while a level is still there that has what it claimed before. */
final class ClaimedAnewTest {
  private static final int MANY = 2 * ClaimStore.MOST_MERGED_AT_ONCE;

  private final ClaimStore store =
      ClaimStore.empty(HashKey.random())
          .with(copy(FeedIndex.builder("c2"), IntStream.range(0, MANY).toArray()))
          .with(copy(FeedIndex.builder("c2"), MANY));

  @Test
  void whatItClaimedBeforeIsNewAgain() {
    FeedIndex first = copy(store.feed("c2").orElseThrow().successor(), MANY);

    FeedIndex next = copy(first.successor(), MANY, 5);

    assertThat(next.change()).isEqualTo(new FeedChange(1, 0, 0));
    assertThat(isFound(store.with(first).with(next), 5)).isTrue();
  }

  @Test
  void whatItClaimedBeforeDoesNotComeBackWithAllOfIt() {
    FeedIndex first = copy(store.feed("c2").orElseThrow().successor(), MANY, MANY + 1);

    ClaimStore other = ClaimStore.empty(HashKey.random()).with(first);

    assertThat(isFound(other, MANY + 1)).isTrue();
    assertThat(isFound(other, 5)).isFalse();
    assertThat(Compaction.of(other, Instant.EPOCH, () -> {}).sizes().entries()).isEqualTo(2);
  }

  private static FeedIndex copy(FeedIndex.Builder index, int... names) {
    for (int name : names) {
      index.add(new Indicator(pattern(name), "c2", 1, null, 90, null));
    }
    return index.build();
  }

  private static Pattern pattern(int name) {
    return new Pattern.SubTree(new HostName("n" + name + ".example"));
  }

  private static boolean isFound(ClaimStore in, int name) {
    List<Indicator> found = new ArrayList<>();
    HostName host = new HostName("n" + name + ".example");
    Clue clue = new Clue(Clue.Kind.LOOKUP, new Endpoint(host, 443));
    Query.formsOf(clue).forEach(form -> in.collect(form, Instant.EPOCH, found));
    return !found.isEmpty();
  }
}
