package io.sekisho.rules.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Image;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random changes, in time or late, while what has ended is swept, and restarts from what was saved
 * in the middle of it: each feed is said to have what it has.
 */
final class SweptCountsTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  private static final int STORES = 150;
  private static final int STEPS = 60;
  private static final List<String> FEEDS = List.of("one", "two", "three");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void areThoseOfTheTables(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < STORES; i++) {
      Run run = new Run(random);
      for (int j = 0; j < STEPS; j++) {
        run.step();
        run.check();
      }
    }
  }

  /** A store, what is kept of it, and what is on its way to it. */
  private static final class Run {
    private final SplittableRandom random;
    private final List<String> history = new ArrayList<>();
    private final Map<String, FeedIndex> read = new HashMap<>();
    private final List<FeedIndex> late = new ArrayList<>();
    private final List<ByteBuffer> sinceBegun = new ArrayList<>();
    private List<ByteBuffer> journal = new ArrayList<>();
    private ClaimStore store = ClaimStore.empty(HashKey.random());
    private Image saved = StoreImage.of(Compaction.of(store, BEGIN, () -> {}));
    private @Nullable Compaction underWay;
    private boolean published;
    private Instant now = BEGIN;

    Run(SplittableRandom random) {
      this.random = random;
    }

    void step() {
      switch (random.nextInt(13)) {
        case 0, 1, 2 -> put("copy", copy(feed()));
        case 3 -> late.add(copy(feed()));
        case 4 -> putLate();
        case 5 -> amend(feed());
        case 6 -> until(feed());
        case 7 -> remove(feed());
        case 8 -> begin();
        case 9 -> publishOrSettle();
        case 10 -> restart();
        case 11 -> tidy();
        default -> now = now.plus(Duration.ofMinutes(random.nextInt(6)));
      }
    }

    private String feed() {
      return FEEDS.get(random.nextInt(FEEDS.size()));
    }

    /** Of a successor of what was read last, as whoever reads a feed makes it. */
    private FeedIndex copy(String feed) {
      FeedIndex before = read.get(feed);
      FeedIndex.Builder index =
          before == null || random.nextInt(8) == 0 ? FeedIndex.builder(feed) : before.successor();
      for (int i = random.nextInt(12); i > 0; i--) {
        index.add(new Indicator(RandomClaims.pattern(random), feed, i, null, 50, end()));
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        index.except(RandomClaims.pattern(random), i);
      }
      return index.until(random.nextInt(4) == 0 ? end() : null).build();
    }

    private @Nullable Instant end() {
      return random.nextInt(3) == 0
          ? null
          : BEGIN.plus(Duration.ofMinutes(3L * random.nextInt(40)));
    }

    private void put(String what, FeedIndex index) {
      history.add(what + " of " + index);
      note(ChangeRecord.of(index, store));
      store = store.with(index);
      read.put(index.feed(), index);
    }

    private void note(ByteBuffer change) {
      journal.add(change);
      sinceBegun.add(change);
    }

    private void putLate() {
      if (!late.isEmpty()) {
        put("late", late.remove(random.nextInt(late.size())));
      }
    }

    private void amend(String feed) {
      if (read.containsKey(feed)) {
        Amendment amendment = read.get(feed).amended();
        for (int i = 0; i < 3; i++) {
          Pattern pattern = RandomClaims.pattern(random);
          if (random.nextBoolean()) {
            amendment.withdraw(pattern);
          } else {
            amendment.add(new Indicator(pattern, feed, i, null, 50, end()));
          }
        }
        put("amendment", amendment.build());
      }
    }

    private void until(String feed) {
      if (read.containsKey(feed)) {
        put("renewal", read.get(feed).until(end()));
      }
    }

    private void remove(String feed) {
      history.add("removed " + feed);
      note(ChangeRecord.ofRemoval(feed));
      store = store.without(feed);
      read.remove(feed);
    }

    private void begin() {
      if (underWay == null) {
        history.add("sweeping at " + now);
        underWay = Compaction.of(store, now, () -> {});
        sinceBegun.clear();
        published = false;
      }
    }

    private void tidy() {
      history.add("tidied");
      store = Compaction.ofSmall(store, () -> {}).apply(store);
    }

    private void publishOrSettle() {
      Compaction made = underWay;
      if (made != null && !published) {
        history.add("published");
        saved = StoreImage.of(made);
        journal = new ArrayList<>(sinceBegun);
        published = true;
      } else if (made != null) {
        history.add("settled");
        store = made.apply(store);
        underWay = null;
      }
    }

    /** Answers by what was saved, which may have been swept when what was in force was not. */
    private void restart() {
      history.add("restart");
      Set<String> before = live();
      store = StoreImage.store(saved, store.key());
      journal.forEach(change -> store = ChangeRecord.apply(store, change));
      read.clear();
      late.clear();
      underWay = null;
      FEEDS.forEach(feed -> store.feed(feed).ifPresent(index -> read.put(feed, index)));
      assertThat(live()).as("%s", history).isEqualTo(before);
    }

    private Set<String> live() {
      Set<String> live = new TreeSet<>();
      for (String feed : FEEDS) {
        store.state(feed).ifPresent(state -> addLive(state, live));
      }
      return live;
    }

    private void addLive(FeedState state, Set<String> live) {
      walk(
          state,
          each -> {
            if (!each.isOver(Minutes.over(now))) {
              live.add(state.feed() + " " + each.claim().role() + " " + each.pattern());
            }
          });
    }

    void check() {
      for (String feed : FEEDS) {
        store.state(feed).ifPresent(this::check);
      }
    }

    private void check(FeedState said) {
      FeedTally tally = new FeedTally();
      walk(said, each -> tally.add(each.claim().role(), each.pattern().kind(), each.end()));
      FeedState counted = tally.countFor(said);
      assertThat(said).as("%s", history).isEqualTo(counted);
    }

    private void walk(FeedState state, Consumer<Sighting> seen) {
      ClaimStore settled = store.settled();
      new FeedWalk(settled, state)
          .forEach(
              (place, entry, index) ->
                  seen.accept(
                      FeedWalk.sighting(settled.newestFirst().get(place).level(), entry, index)));
    }
  }
}
