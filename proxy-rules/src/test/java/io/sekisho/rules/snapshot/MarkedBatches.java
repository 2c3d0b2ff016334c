package io.sekisho.rules.snapshot;

import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.match.Amendment;
import io.sekisho.rules.match.FeedIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Changes of two feeds, each of which takes claims away, adds others and says of every claim that
 * stays something else: the number of the generation that it makes. So it is known of every
 * generation what it says of every spot. One thread makes changes; any thread asks.
 */
final class MarkedBatches {
  static final int SPOTS = 120;
  static final String STEADY = "steady";
  static final List<String> FEEDS = List.of("first", "second");

  private static final int STEADY_SPOTS = 20_000;
  private static final int MINUTES_OF_THE_FLEETING = 3;
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  private static final List<Spot> CHANGING = spots(0, SPOTS);
  private static final List<Spot> ALWAYS = spots(SPOTS, STEADY_SPOTS);

  private final Map<Long, Marks> marks = new ConcurrentHashMap<>(Map.of(0L, Marks.NONE));
  private final Map<Marks, Long> numbers = new ConcurrentHashMap<>(Map.of(Marks.NONE, 0L));
  private final LiveRules rules = new LiveRules(this::now);
  private volatile Instant now = BEGIN;

  /**
   * What the claims of the two feeds say.
   *
   * @param first 0 where the feed is not there
   * @param second likewise
   */
  record Marks(long first, long second) {
    static final Marks NONE = new Marks(0, 0);

    long of(String feed) {
      return feed.equals(FEEDS.get(0)) ? first : second;
    }

    private Marks with(String feed, long mark) {
      return feed.equals(FEEDS.get(0)) ? new Marks(mark, second) : new Marks(first, mark);
    }
  }

  private static List<Spot> spots(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(Spot::of).toList();
  }

  /** Puts the claims in force that never change. */
  LiveRules begin() {
    FeedIndex.Builder steady = FeedIndex.builder(STEADY);
    for (Spot spot : ALWAYS) {
      steady.add(new Indicator(spot.pattern(), STEADY, 1, STEADY, 50, null));
    }
    remember(Marks.NONE);
    rules.replace(steady.build());
    return rules;
  }

  Instant now() {
    return now;
  }

  static Spot changing(int spot) {
    return CHANGING.get(spot);
  }

  static Spot steady(SplittableRandom random) {
    return ALWAYS.get(random.nextInt(STEADY_SPOTS));
  }

  /** What was in force under the number of a generation. */
  Marks of(Generation generation) {
    return Objects.requireNonNull(marks.get(generation.number()));
  }

  /** The number of the last generation so far that said so. */
  Optional<Long> numberOf(Marks seen) {
    return Optional.ofNullable(numbers.get(seen));
  }

  /** Whether a feed claims a spot while its claims are marked so. */
  static boolean isClaimed(int spot, long mark) {
    return mark > 0 && (isInAll(spot) || (spot * 31L + mark * 17) % 5 < 3);
  }

  /** Every third is claimed in every batch, and has no end. */
  static boolean isInAll(int spot) {
    return spot % 3 == 0;
  }

  /** When the claim ends. */
  static Optional<Instant> end(int spot, long mark) {
    boolean isFleeting = !isInAll(spot) && spot % 4 == 1;
    return isFleeting
        ? Optional.of(BEGIN.plus(Duration.ofMinutes(mark + MINUTES_OF_THE_FLEETING)))
        : Optional.empty();
  }

  static String threat(long mark) {
    return "batch-" + mark;
  }

  /** Puts the next batch in force, and moves the clock by a minute. */
  void next(SplittableRandom random) {
    Generation before = rules.current();
    String feed = FEEDS.get(random.nextInt(FEEDS.size()));
    long number = before.number() + 1;
    Marks known = marks.getOrDefault(before.number(), Marks.NONE);
    FeedIndex had = before.feed(feed).orElse(null);
    if (had != null && random.nextInt(8) == 0) {
      remember(known.with(feed, 0));
      rules.remove(feed);
    } else {
      FeedIndex next = index(feed, had, number, random.nextInt(4), known.of(feed));
      remember(known.with(feed, number));
      rules.replace(next);
    }
    now = now.plus(Duration.ofMinutes(1));
  }

  private void remember(Marks next) {
    long number = rules.current().number() + 1;
    marks.put(number, next);
    numbers.put(next, number);
  }

  /** The same claims in one of the ways in which they come. */
  private static FeedIndex index(
      String feed, @Nullable FeedIndex had, long mark, int way, long before) {
    if (had == null || way == 0) {
      return filled(FeedIndex.builder(feed), feed, mark);
    }
    return switch (way) {
      case 1 -> filled(had.successor(), feed, mark);
      case 2 -> amended(had.amended(), feed, mark);
      default ->
          had.changed(
              filled(FeedIndex.builder(feed), feed, before),
              filled(FeedIndex.builder(feed), feed, mark),
              null);
    };
  }

  private static FeedIndex filled(FeedIndex.Builder builder, String feed, long mark) {
    for (int spot = 0; spot < SPOTS; spot++) {
      if (isClaimed(spot, mark)) {
        builder.add(claim(spot, feed, mark));
      }
    }
    return builder.build();
  }

  private static FeedIndex amended(Amendment amendment, String feed, long mark) {
    for (int spot = 0; spot < SPOTS; spot++) {
      if (isClaimed(spot, mark)) {
        amendment.add(claim(spot, feed, mark));
      } else {
        amendment.withdraw(changing(spot).pattern());
      }
    }
    return amendment.build();
  }

  private static Indicator claim(int spot, String feed, long mark) {
    return new Indicator(
        changing(spot).pattern(), feed, 1, threat(mark), 50, end(spot, mark).orElse(null));
  }
}
