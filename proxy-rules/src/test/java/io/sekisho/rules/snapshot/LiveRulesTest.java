package io.sekisho.rules.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.Evidence;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.Endpoint;
import io.sekisho.rules.indicator.HostName;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.FeedIndex;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class LiveRulesTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z"));
  private static final Clue ONE = clue("one.example");
  private static final Clue TWO = clue("two.example");

  private final LiveRules rules = new LiveRules(CLOCK);

  @Test
  void theFirstGenerationHoldsTheProbesAlone() {
    assertThat(rules.current().number()).isZero();
    assertThat(rules.current().feeds()).isEmpty();
    assertThat(rules.decide(Evidence.of(clue("c2-test.sekisho.invalid"))))
        .isInstanceOf(Verdict.Hostile.class);
  }

  @Test
  void everyChangeIsTheNextGeneration() {
    Generation added = rules.replace(feed("a", "one.example"));
    Generation exempted = rules.neverBlock(FeedIndex.builder(Generation.NEVER_BLOCK).build());
    Generation removed = rules.remove("a");

    assertThat(List.of(added.number(), exempted.number(), removed.number()))
        .containsExactly(1L, 2L, 3L);
    assertThat(rules.current()).isSameAs(removed);
    assertThat(rules.decide(Evidence.of(ONE))).isSameAs(Verdict.clean());
  }

  @Test
  void aFeedIsReplacedInItsPlace() {
    rules.replace(feed("a", "one.example"));
    rules.replace(feed("b", "one.example"));

    rules.replace(feed("a", "two.example"));

    assertThat(rules.current().feeds()).extracting(FeedIndex::feed).containsExactly("a", "b");
    assertThat(rules.decide(Evidence.of(TWO))).isInstanceOf(Verdict.Hostile.class);
  }

  @Test
  void aGenerationStaysAsItWas() {
    Generation before = rules.replace(feed("a", "one.example"));

    rules.replace(feed("a", "two.example"));

    assertThat(before.decide(Evidence.of(ONE))).isInstanceOf(Verdict.Hostile.class);
    assertThat(before.decide(Evidence.of(TWO))).isSameAs(Verdict.clean());
  }

  @Test
  void removingAnUnknownFeedChangesNothing() {
    Generation before = rules.replace(feed("a", "one.example"));

    assertThat(rules.remove("b")).isSameAs(before);
  }

  @Test
  void listenersHearOfEveryChangeThatIsInForce() {
    List<Long> heard = new ArrayList<>();
    rules.onChange(() -> heard.add(rules.current().number()));

    rules.replace(feed("a", "one.example"));
    rules.neverBlock(FeedIndex.builder(Generation.NEVER_BLOCK).build());
    rules.remove("unknown");
    rules.remove("a");

    assertThat(heard).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aListenerThatTakesItsTimeHoldsUpNobodyElsesChange() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    List<Generation> madeMeanwhile = new CopyOnWriteArrayList<>();
    rules.onChange(
        () -> {
          if (rules.current().number() == 1) {
            madeMeanwhile.add(await(other.submit(() -> rules.replace(feed("b", "two.example")))));
          }
        });
    try {
      rules.replace(feed("a", "one.example"));
    } finally {
      other.shutdownNow();
    }

    assertThat(madeMeanwhile).extracting(Generation::number).containsExactly(2L);
  }

  private static Generation await(Future<Generation> change) {
    try {
      return change.get(10, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDecisionSeesOneGenerationNeverAMixture() throws Exception {
    FeedIndex[] versions = {feed("a", "one.example"), feed("a", "two.example")};
    rules.replace(versions[0]);
    AtomicBoolean running = new AtomicBoolean(true);
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> mixtures =
          List.of(readers.submit(countMixtures(running)), readers.submit(countMixtures(running)));
      for (int i = 0; i < 50_000; i++) {
        rules.replace(versions[i % 2]);
      }
      running.set(false);

      for (Future<Integer> mixture : mixtures) {
        assertThat(mixture.get()).isZero();
      }
    } finally {
      running.set(false);
      readers.shutdownNow();
    }
  }

  @Test
  void changesByManyThreadsAreAllKept() throws InterruptedException, ExecutionException {
    ExecutorService writers = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Generation>> changes =
          List.of(
              () -> rules.replace(feed("a", "one.example")),
              () -> rules.replace(feed("b", "one.example")),
              () -> rules.replace(feed("c", "one.example")),
              () -> rules.replace(feed("d", "one.example")));
      for (Future<Generation> change : writers.invokeAll(changes)) {
        change.get();
      }
    } finally {
      writers.shutdownNow();
    }

    assertThat(rules.current().number()).isEqualTo(4);
    assertThat(rules.current().feeds()).hasSize(4);
  }

  /** Counts decisions that do not name exactly one of the two. */
  private Callable<Integer> countMixtures(AtomicBoolean running) {
    Evidence both = Evidence.of(ONE, TWO);
    return () -> {
      int mixtures = 0;
      while (running.get()) {
        mixtures += listed(rules.decide(both)).size() == 1 ? 0 : 1;
      }
      return mixtures;
    };
  }

  private static Set<Clue> listed(Verdict verdict) {
    return verdict.against().stream().map(m -> m.clue()).collect(Collectors.toSet());
  }

  private static FeedIndex feed(String name, String listed) {
    FeedIndex.Builder builder = FeedIndex.builder(name);
    Pattern pattern = new Pattern.SubTree(new HostName(listed));
    builder.add(new Indicator(pattern, name, 1, null, 50, null));
    return builder.build();
  }

  private static Clue clue(String host) {
    return new Clue(Clue.Kind.SNI, new Endpoint(new HostName(host), 443));
  }
}
