package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.Clue;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random feeds that change all the time, by whole copies, amendments, renewals and removals, while
 * time passes and levels are merged, and restarts go on from an image: beside {@link NaiveClaims}.
 * The seeds together ask more than a million times.
 */
final class ClaimStoreModelTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final int STORES = 80;
  private static final int STEPS = 40;
  private static final int DESTINATIONS = 80;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void answersAsTheModelDoes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < STORES; i++) {
      Pair pair = new Pair(random);
      for (int j = 0; j < STEPS; j++) {
        pair.step();
        pair.compare();
      }
    }
  }

  /** The store and its model, which hear the same. */
  private static final class Pair {
    private final SplittableRandom random;
    private final NaiveClaims model = new NaiveClaims();
    private final List<String> history = new ArrayList<>();
    private ClaimStore store = ClaimStore.empty(HashKey.random());
    private @Nullable Compaction underWay;
    private Instant now = BEGIN;

    Pair(SplittableRandom random) {
      this.random = random;
    }

    void step() {
      String feed = "feed-" + random.nextInt(3);
      switch (random.nextInt(11)) {
        case 0, 1, 2 -> copy(feed);
        case 3, 4 -> amend(feed);
        case 5 -> until(feed);
        case 6 -> remove(feed);
        case 7 -> compact();
        case 8 -> restart();
        case 9 -> tidy();
        default -> now = now.plus(Duration.ofMinutes(random.nextInt(4)));
      }
    }

    private void copy(String feed) {
      List<Indicator> claims = indicators(feed, 12);
      List<Indicator> exceptions = indicators(feed, 2);
      Instant end = end();
      FeedIndex.Builder index =
          store
              .feed(feed)
              .filter(had -> random.nextInt(3) > 0)
              .map(FeedIndex::successor)
              .orElseGet(() -> FeedIndex.builder(feed));
      claims.forEach(index::add);
      exceptions.forEach(exception -> index.except(exception.pattern(), exception.line()));
      store = store.with(index.until(end).build());
      model.replace(feed, claims, exceptions, end);
      history.add("copy of " + feed + " " + claims + " but " + exceptions + " until " + end);
    }

    private void amend(String feed) {
      if (!model.has(feed)) {
        return;
      }
      Amendment amendment = store.feed(feed).orElseThrow().amended();
      for (Indicator added : indicators(feed, 3)) {
        amendment.add(added);
        model.add(added);
        history.add("added " + added);
      }
      for (Pattern pattern : model.patterns(feed)) {
        if (random.nextInt(6) == 0) {
          amendment.withdraw(pattern);
          model.withdraw(feed, pattern);
          history.add("withdrawn " + pattern);
        }
      }
      store = store.with(amendment.build());
    }

    private void until(String feed) {
      Instant end = end();
      store.feed(feed).ifPresent(index -> store = store.with(index.until(end)));
      model.until(feed, end);
      history.add(feed + " until " + end);
    }

    private void remove(String feed) {
      store = store.without(feed);
      model.remove(feed);
      history.add(feed + " removed");
    }

    private void compact() {
      history.add("compacting at " + now);
      goOn(() -> Compaction.of(store, now, () -> {}));
    }

    private void tidy() {
      history.add("tidying");
      goOn(() -> Compaction.ofSmall(store, () -> {}));
    }

    /** What began some steps ago ends now. */
    private void goOn(Supplier<Compaction> merging) {
      if (underWay == null) {
        underWay = merging.get();
      } else {
        store = underWay.apply(store);
        underWay = null;
      }
    }

    private void restart() {
      history.add("restart");
      Compaction whole = Compaction.of(store, now, () -> {});
      store = StoreImage.store(StoreImage.of(whole), store.key());
      underWay = null;
    }

    void compare() {
      for (int i = 0; i < DESTINATIONS; i++) {
        Clue clue = RandomClaims.clue(random);
        assertThat(found(clue))
            .as("%s at %s after %s", clue, now, history)
            .isEqualTo(model.matching(clue, now));
      }
    }

    private Set<String> found(Clue clue) {
      List<Indicator> found = new ArrayList<>();
      Query.formsOf(clue).forEach(form -> store.collect(form, now, found));
      Set<String> texts = new TreeSet<>();
      found.forEach(each -> texts.add(NaiveClaims.text(each, null)));
      return texts;
    }

    private List<Indicator> indicators(String feed, int most) {
      List<Indicator> indicators = new ArrayList<>();
      for (int i = random.nextInt(most + 1); i > 0; i--) {
        String threat = random.nextBoolean() ? null : "threat-" + random.nextInt(2);
        int confidence = random.nextInt(3) * 50;
        Pattern pattern = RandomClaims.pattern(random);
        indicators.add(new Indicator(pattern, feed, i, threat, confidence, end()));
      }
      return indicators;
    }

    /** Ends lie three minutes apart, further than ends that are taken for the same. */
    private @Nullable Instant end() {
      return random.nextInt(3) == 0
          ? null
          : BEGIN.plus(Duration.ofMinutes(3L * random.nextInt(40)));
    }
  }
}
