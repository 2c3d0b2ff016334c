package io.sekisho.rules.match;

import io.sekisho.rules.match.MergeRules.Counting;
import io.sekisho.rules.match.MergeRules.Depth;
import io.sekisho.rules.match.table.TableFullException;
import io.sekisho.rules.memory.MemoryBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Several of the newest levels of a store, and what is in none yet, merged into one. To merge takes
 * a while and changes nothing; to put the result in the place of the levels, in whatever the store
 * has become meanwhile, takes next to none.
 */
public final class Compaction {
  private final List<NumberedLevel> merged;
  private final Span beside;
  private final NumberedLevel result;
  private final Map<String, FeedState> before;
  private final @Nullable Sweep sweep;

  private Compaction(
      List<NumberedLevel> merged,
      Span beside,
      NumberedLevel result,
      Map<String, FeedState> before,
      @Nullable Sweep sweep) {
    this.merged = merged;
    this.beside = beside;
    this.result = result;
    this.before = before;
    this.sweep = sweep;
  }

  /**
   * What was in none of the levels, by the numbers of changes.
   *
   * @param settled up to which it was in levels already
   * @param last which it goes up to
   * @param below the newest level, which it was above
   */
  private record Span(long settled, long last, Optional<NumberedLevel> below) {
    static Span of(ClaimStore store) {
      return upTo(store.changes(), store);
    }

    static Span none(ClaimStore store) {
      return upTo(store.recent().settled(), store);
    }

    private static Span upTo(long last, ClaimStore store) {
      return new Span(store.recent().settled(), last, store.newestFirst().stream().findFirst());
    }

    /** Whether it is in no level still, and the level below it is in no newer one. */
    boolean isIn(ClaimStore store, List<NumberedLevel> upToNumber) {
      return store.recent().settled() == settled && upToNumber.stream().findFirst().equals(below);
    }
  }

  /** Merges levels of a store, of which all but what is beside them are so many of its newest. */
  private static Compaction merging(
      List<NumberedLevel> levels, Span beside, ClaimStore store, MergeRules rules) {
    LevelMerge merge = new LevelMerge(levels, rules);
    long number = levels.isEmpty() ? 0 : levels.get(0).number();
    NumberedLevel result = new NumberedLevel(merge.merged(store.key()), number);
    List<NumberedLevel> merged = levels.stream().filter(store.newestFirst()::contains).toList();
    Sweep sweep =
        switch (rules.counting()) {
          case COUNTED -> new Sweep(merge.kept(), ThreadLocalRandom.current().nextLong());
          case UNCOUNTED -> null;
        };
    return new Compaction(merged, beside, result, store.states(), sweep);
  }

  /**
   * What a merge of all levels has left of each feed.
   *
   * @param id no other sweep has it
   */
  private record Sweep(Map<String, FeedTally> kept, long id) {
    FeedState of(FeedState feed) {
      return kept.getOrDefault(feed.feed(), new FeedTally()).countFor(feed);
    }
  }

  /**
   * Merges all levels of a store, and leaves out what has ended by {@code now}.
   *
   * @param pause called now and then, on the calling thread
   * @throws NoRoomToMergeException where it would take more memory than there is, or more bytes
   *     than a table can have; this comes out while it is made
   */
  public static Compaction of(ClaimStore store, Instant now, Runnable pause) {
    return of(store, now, pause, MemoryBudget.ofHeap());
  }

  static Compaction of(ClaimStore store, Instant now, Runnable pause, MemoryBudget memory) {
    ClaimStore settled = store.settled();
    memory
        .shortage(BuildRoom.toMerge(settled.newestFirst()))
        .ifPresent(
            figures -> {
              throw new NoRoomToMergeException(store.levels(), figures);
            });
    MergeRules rules =
        new MergeRules(
            store.states(), Depth.TO_THE_BOTTOM, Minutes.over(now), Counting.COUNTED, pause);
    try {
      return merging(settled.newestFirst(), Span.of(store), store, rules);
    } catch (TableFullException e) {
      throw new NoRoomToMergeException(store.levels(), e);
    }
  }

  /** Merges so many of the newest levels; what has ended stays, and what is in none. */
  static Compaction ofNewest(ClaimStore store, int levels) {
    List<NumberedLevel> newest = store.newestFirst().subList(0, levels);
    return merging(newest, Span.none(store), store, rules(store, levels, () -> {}));
  }

  /** Those by which so many of the newest levels are merged, and nothing is swept. */
  private static MergeRules rules(ClaimStore store, int levels, Runnable pause) {
    Depth depth = levels == store.newestFirst().size() ? Depth.TO_THE_BOTTOM : Depth.ABOVE_OLDER;
    return new MergeRules(store.states(), depth, Minutes.NEVER, Counting.UNCOUNTED, pause);
  }

  /**
   * Merges what is in none of the levels, and the levels above one that is several times as large.
   * What has ended stays.
   *
   * @param pause called now and then, on the calling thread
   */
  public static Compaction ofSmall(ClaimStore store, Runnable pause) {
    ClaimStore settled = store.settled();
    List<NumberedLevel> small = settled.newestFirst().subList(0, settled.smallLevels());
    return merging(small, Span.of(store), store, rules(settled, small.size(), pause));
  }

  /** The bytes of what was made. */
  public long bytes() {
    return result.level().image().bytes();
  }

  /** How much of what it has. */
  public Sizes sizes() {
    Level made = result.level();
    return new Sizes(made.names().size(), made.addresses().size(), made.keys().size(), made.size());
  }

  /** Entries by the table that they are in, and all together. */
  public record Sizes(int names, int addresses, int keys, int entries) {}

  Level level() {
    return result.level();
  }

  /** The feeds as they are without what was left out. */
  Map<String, FeedState> states() {
    return sweep == null ? before : swept(before, sweep);
  }

  /** Names the sweeping; 0 where nothing was swept. */
  long sweep() {
    return sweep == null ? 0 : sweep.id();
  }

  private Map<String, FeedState> swept(Map<String, FeedState> feeds, Sweep by) {
    Map<String, FeedState> states = new LinkedHashMap<>(feeds);
    states.replaceAll((name, feed) -> isInResult(feed) ? by.of(feed) : feed);
    return states;
  }

  /** Whether what the result has of a feed counts; else all of it was claimed anew behind that. */
  private boolean isInResult(FeedState feed) {
    return feed.since() <= result.number();
  }

  /** The same in another place, such as a file that was mapped. */
  Compaction in(Level same) {
    return new Compaction(merged, beside, new NumberedLevel(same, result.number()), before, sweep);
  }

  /**
   * Puts the result in the place of the levels that it was made of. Where the newest of them were
   * merged into a newer one meanwhile, that stays above: what it repeats hides the same. Takes as
   * long as there is in levels that came meanwhile.
   *
   * @return {@code store} itself where it has none of them any more
   */
  public ClaimStore apply(ClaimStore store) {
    List<NumberedLevel> levels = store.newestFirst();
    List<NumberedLevel> rest = levels.stream().filter(this::isNotNewer).toList();
    List<NumberedLevel> next = new ArrayList<>(levels.subList(0, levels.size() - rest.size()));
    if (result.level().size() > 0) {
      next.add(result);
    }
    if (!isOf(store, rest)) {
      return store;
    }
    next.addAll(rest.subList(Math.min(merged.size(), rest.size()), rest.size()));
    ClaimStore merging = store.with(next, left(store.recent(), rest));
    return sweep == null ? merging : swept(merging, next, sweep);
  }

  /** Counts what is above the result by what it changes there. */
  private ClaimStore swept(ClaimStore store, List<NumberedLevel> levels, Sweep by) {
    Map<String, FeedState> states = swept(store.states(), by);
    Map<String, FeedState> counted = new HashMap<>(states);
    counted.values().removeIf(feed -> !isInResult(feed));
    Census census = new Census(counted);
    Recent none = Recent.none(store.key(), store.recent().settled());
    for (int i = levels.size() - 1; i >= 0; i--) {
      NumberedLevel level = levels.get(i);
      if (level.number() > result.number()) {
        ClaimStore below = store.with(levels.subList(i + 1, levels.size()), none);
        census.put(level.level().sightings(), level.number(), below);
      }
    }
    ClaimStore below = store.with(levels, none);
    for (RecentTable.Said said : store.recent().live(store)) {
      census.put(List.of(said.sighting()), said.change(), below);
    }
    states.replaceAll((name, feed) -> census.counted(feed));
    return store.swept(levels, states, by.id());
  }

  private boolean isNotNewer(NumberedLevel level) {
    return level.number() <= result.number();
  }

  /**
   * What is in no level then. Where the newest levels were merged into a newer one, which is above
   * the result, what was beside them has to stay above that.
   */
  private Recent left(Recent recent, List<NumberedLevel> upToNumber) {
    return upToNumber.size() < merged.size() ? recent : recent.without(beside.last());
  }

  /** Whether the store still has what was merged, those levels as its newest up to some number. */
  private boolean isOf(ClaimStore store, List<NumberedLevel> upToNumber) {
    return merged.isEmpty()
        ? beside.isIn(store, upToNumber)
        : startsWith(upToNumber, merged) || endsWith(merged, upToNumber);
  }

  private static boolean startsWith(List<NumberedLevel> all, List<NumberedLevel> part) {
    return !part.isEmpty() && all.size() >= part.size() && all.subList(0, part.size()).equals(part);
  }

  private static boolean endsWith(List<NumberedLevel> all, List<NumberedLevel> part) {
    return !part.isEmpty()
        && all.size() >= part.size()
        && all.subList(all.size() - part.size(), all.size()).equals(part);
  }
}
