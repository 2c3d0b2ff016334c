package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenMillionNamesTest {
  private static final int NAMES = 10_000_000;
  private static final long HEAP = 4L << 30;
  private static final String FEED = "ten-million";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private ClaimStore store = ClaimStore.empty(HashKey.random());

  @BeforeAll
  void compile() {
    assumeTrue(Runtime.getRuntime().maxMemory() >= HEAP, "a heap of less than 4 GB");
    FeedIndex.Builder builder = FeedIndex.builder(FEED);
    for (int i = 0; i < NAMES; i++) {
      HostName name = new HostName(name(i));
      builder.add(new Indicator(new Pattern.SubTree(name), FEED, i, "malware", 80, null));
    }
    store = store.with(builder.build());
  }

  @AfterAll
  void forget() {
    store = ClaimStore.empty(HashKey.random());
  }

  @Test
  void anEntryTakesAtMostThirtyTwoBytesWithAllThatIsClaimed() {
    assertThat(store.entries()).isEqualTo(NAMES);
    assertThat((double) store.bytes() / NAMES).isBetween(16.0, 32.0);
  }

  @Test
  void everyNameAskedForIsFoundAndNoOtherIs() {
    for (int i = 0; i < NAMES; i += 997) {
      assertThat(found("www." + name(i))).hasSize(1);
      assertThat(found("www.x" + name(i))).isEmpty();
    }
  }

  @Test
  void askingForWhatIsNotListedAllocatesNothing() {
    List<Query> clean = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      clean.addAll(query("cdn.not-" + name(i)));
    }
    List<Indicator> found = new ArrayList<>();
    askAll(clean, found);
    long before = allocated();
    long nothing = allocated() - before;

    long begun = allocated();
    askAll(clean, found);

    assertThat(allocated() - begun - nothing).isLessThanOrEqualTo(0);
    assertThat(found).isEmpty();
  }

  private void askAll(List<Query> queries, List<Indicator> found) {
    for (int i = 0; i < queries.size(); i++) {
      store.collect(queries.get(i), NOW, found);
    }
  }

  private List<Indicator> found(String host) {
    List<Indicator> found = new ArrayList<>();
    query(host).forEach(query -> store.collect(query, NOW, found));
    return found;
  }

  private static List<Query> query(String host) {
    return Query.formsOf(new Clue(Clue.Kind.LOOKUP, new Endpoint(new HostName(host), 443)));
  }

  /** As random as a name of a generator of domains, and another one for each number. */
  private static String name(int number) {
    long spread = number * 0x9e37_79b9_7f4a_7c15L;
    return Long.toUnsignedString(spread ^ spread >>> 29, 36) + (number % 3 == 0 ? ".net" : ".com");
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
