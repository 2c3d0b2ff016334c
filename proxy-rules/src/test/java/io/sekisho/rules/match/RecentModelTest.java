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
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tens of thousands of changes of two feeds, of one name or of many, so that tables grow, are full
 * and are copied, while levels are tidied and merged and lines of stores part: beside two maps. A
 * store stays as it was, whatever comes behind it.
 */
final class RecentModelTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<String> FEEDS = List.of("one", "two");
  private static final int NAMES = 4_000;
  private static final int STEPS = 25_000;
  private static final int ASKED = 200;
  private static final Pattern[] PATTERNS = new Pattern[NAMES];

  static {
    for (int i = 0; i < NAMES; i++) {
      PATTERNS[i] = new Pattern.SubTree(new HostName("n" + i + ".example"));
    }
  }

  /** A store, and by feed what is claimed of a name in it. */
  private record Moment(ClaimStore store, Map<String, Map<Integer, Integer>> claimed) {
    static Moment copyOf(ClaimStore store, Map<String, Map<Integer, Integer>> claimed) {
      Map<String, Map<Integer, Integer>> copy = new TreeMap<>();
      claimed.forEach((feed, names) -> copy.put(feed, new TreeMap<>(names)));
      return new Moment(store, copy);
    }

    /** By name the confidence of what a feed claims. */
    Map<Integer, Integer> of(String feed) {
      return Objects.requireNonNull(claimed.get(feed));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answersAsTheModelDoes(long seed) {
    Run run = new Run(new SplittableRandom(seed));
    for (int i = 0; i < STEPS; i++) {
      run.step();
      if (i % 500 == 0) {
        run.check();
      }
    }
    run.check();
  }

  private static final class Run {
    private final SplittableRandom random;
    private final List<Moment> kept = new ArrayList<>();
    private Moment now;
    private @Nullable Compaction underWay;

    Run(SplittableRandom random) {
      this.random = random;
      ClaimStore store = ClaimStore.empty(HashKey.random());
      Map<String, Map<Integer, Integer>> claimed = new TreeMap<>();
      for (String feed : FEEDS) {
        store = store.with(FeedIndex.builder(feed).build());
        claimed.put(feed, new TreeMap<>());
      }
      this.now = new Moment(store, claimed);
    }

    void step() {
      switch (random.nextInt(1_000)) {
        case 0 -> change(3_000);
        case 1, 2, 3 -> change(1_000);
        case 4 -> replace(random.nextInt(NAMES));
        case 5 -> kept.add(Moment.copyOf(now.store(), now.claimed()));
        case 6 -> compact(store -> Compaction.of(store, NOW, () -> {}));
        case 7, 8 -> compact(store -> Compaction.ofSmall(store, () -> {}));
        case 9 -> part();
        default -> change(1);
      }
    }

    private void change(int most) {
      String feed = FEEDS.get(random.nextInt(FEEDS.size()));
      Amendment amendment = now.store().feed(feed).orElseThrow().amended();
      for (int i = 0; i < most; i++) {
        int name = random.nextInt(NAMES);
        if (random.nextInt(3) == 0) {
          amendment.withdraw(PATTERNS[name]);
          now.of(feed).remove(name);
        } else {
          int confidence = random.nextInt(100);
          amendment.add(claim(feed, name, confidence));
          now.of(feed).put(name, confidence);
        }
      }
      to(now.store().with(amendment.build()));
    }

    private void replace(int names) {
      String feed = FEEDS.get(random.nextInt(FEEDS.size()));
      FeedIndex.Builder whole =
          random.nextBoolean()
              ? FeedIndex.builder(feed)
              : now.store().feed(feed).orElseThrow().successor();
      now.of(feed).clear();
      for (int i = 0; i < names; i += 3) {
        whole.add(claim(feed, i, 50));
        now.of(feed).put(i, 50);
      }
      to(now.store().with(whole.build()));
    }

    /** What began some steps ago ends now. */
    private void compact(Function<ClaimStore, Compaction> merging) {
      Compaction made = underWay;
      if (made == null) {
        underWay = merging.apply(now.store());
      } else {
        to(made.apply(now.store()));
        underWay = null;
      }
    }

    /** Goes back to an earlier store, and on from there. */
    private void part() {
      if (!kept.isEmpty()) {
        Moment to = kept.get(random.nextInt(kept.size()));
        now = Moment.copyOf(to.store(), to.claimed());
        underWay = null;
      }
    }

    private void to(ClaimStore store) {
      now = new Moment(store, now.claimed());
    }

    void check() {
      check(now);
      kept.forEach(this::check);
      kept.subList(0, Math.max(0, kept.size() - 4)).clear();
    }

    private void check(Moment moment) {
      for (String feed : FEEDS) {
        assertThat(moment.store().feed(feed).orElseThrow().entries())
            .isEqualTo(moment.of(feed).size());
      }
      for (int i = 0; i < ASKED; i++) {
        int name = random.nextInt(NAMES);
        assertThat(found(moment.store(), name)).isEqualTo(expected(moment, name));
      }
    }

    private static Map<String, Integer> expected(Moment moment, int name) {
      Map<String, Integer> expected = new TreeMap<>();
      for (String feed : FEEDS) {
        Integer confidence = moment.of(feed).get(name);
        if (confidence != null) {
          expected.put(feed, confidence);
        }
      }
      return expected;
    }

    private static Map<String, Integer> found(ClaimStore store, int name) {
      List<Indicator> found = new ArrayList<>();
      HostName host = new HostName("www.n" + name + ".example");
      Clue clue = new Clue(Clue.Kind.LOOKUP, new Endpoint(host, 443));
      Query.formsOf(clue).forEach(form -> store.collect(form, NOW, found));
      Map<String, Integer> confidences = new TreeMap<>();
      found.forEach(each -> confidences.put(each.feed(), each.confidence()));
      assertThat(found).hasSameSizeAs(confidences.keySet());
      return confidences;
    }
  }

  private static Indicator claim(String feed, int name, int confidence) {
    return new Indicator(PATTERNS[name], feed, name, null, confidence, null);
  }
}
