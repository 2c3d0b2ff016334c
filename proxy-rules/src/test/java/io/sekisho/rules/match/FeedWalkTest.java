package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FeedWalkTest {
  private static final int NAMES = 20_000;

  @Test
  void aCopyIsReadByAnotherThreadWhileTheFirstAsks() {
    FeedIndex before = all(FeedIndex.builder("feed"));
    FeedIndex.Builder next = before.successor();

    CompletableFuture<FeedIndex> reading = CompletableFuture.supplyAsync(() -> all(next));
    int asked = 0;
    int found = 0;
    while (!reading.isDone() || asked == 0) {
      found += isFound(before, "n" + asked % NAMES + ".example") ? 1 : 0;
      asked++;
    }

    assertThat(reading.join().change()).isEqualTo(FeedChange.NONE);
    assertThat(found).isEqualTo(asked);
  }

  private static FeedIndex all(FeedIndex.Builder index) {
    for (int i = 0; i < NAMES; i++) {
      Pattern pattern = new Pattern.SubTree(new HostName("n" + i + ".example"));
      index.add(new Indicator(pattern, "feed", 1, null, 90, null));
    }
    return index.build();
  }

  private static boolean isFound(FeedIndex index, String name) {
    List<Indicator> found = new ArrayList<>();
    Clue clue = new Clue(Clue.Kind.LOOKUP, new Endpoint(new HostName(name), 443));
    Query.formsOf(clue).forEach(form -> index.collect(form, Instant.EPOCH, found));
    return found.size() == 1;
  }
}
