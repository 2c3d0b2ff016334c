package io.sekisho.rules.match;

import io.sekisho.rules.match.MergeRules.Counting;
import io.sekisho.rules.match.MergeRules.Depth;
import io.sekisho.rules.memory.MemoryBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Several levels of a store merged into one. To merge takes a while and changes nothing; to put the
 * result in the place of the levels, in whatever the store has become meanwhile, takes next to
 * none.
 */
public final class Compaction {
  private final List<NumberedLevel> merged;
  private final NumberedLevel result;
  private final Map<String, FeedState> before;
  private final @Nullable Sweep sweep;

  private Compaction(
      List<NumberedLevel> merged,
      NumberedLevel result,
      Map<String, FeedState> before,
      @Nullable Sweep sweep) {
    this.merged = merged;
    this.result = result;
    this.before = before;
    this.sweep = sweep;
  }

  private static Compaction merging(
      List<NumberedLevel> levels, ClaimStore store, MergeRules rules) {
    LevelMerge merge = new LevelMerge(levels, rules);
    long number = levels.isEmpty() ? 0 : levels.get(0).number();
    NumberedLevel result = new NumberedLevel(merge.merged(store.key()), number);
    Sweep sweep =
        switch (rules.counting()) {
          case COUNTED -> new Sweep(merge.kept(), ThreadLocalRandom.current().nextLong());
          case UNCOUNTED -> null;
        };
    return new Compaction(levels, result, store.states(), sweep);
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
   * @throws NoRoomToMergeException where it would take more memory than there is
   */
  public static Compaction of(ClaimStore store, Instant now, Runnable pause) {
    return of(store, now, pause, MemoryBudget.ofHeap());
  }

  static Compaction of(ClaimStore store, Instant now, Runnable pause, MemoryBudget memory) {
    memory
        .shortage(BuildRoom.toMerge(store.newestFirst()))
        .ifPresent(
            figures -> {
              throw new NoRoomToMergeException(store.levels(), figures);
            });
    MergeRules rules =
        new MergeRules(
            store.states(), Depth.TO_THE_BOTTOM, Minutes.over(now), Counting.COUNTED, pause);
    return merging(store.newestFirst(), store, rules);
  }

  /** Merges so many of the newest levels; what has ended stays. */
  static Compaction ofNewest(ClaimStore store, int levels) {
    Depth depth = levels == store.levels() ? Depth.TO_THE_BOTTOM : Depth.ABOVE_OLDER;
    MergeRules rules =
        new MergeRules(store.states(), depth, Minutes.NEVER, Counting.UNCOUNTED, () -> {});
    return merging(store.newestFirst().subList(0, levels), store, rules);
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
    return new Compaction(merged, new NumberedLevel(same, result.number()), before, sweep);
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
    if (!startsWith(rest, merged) && !endsWith(merged, rest)) {
      return store;
    }
    next.addAll(rest.subList(Math.min(merged.size(), rest.size()), rest.size()));
    return sweep == null ? store.with(next, store.states()) : swept(store, next, sweep);
  }

  /** Counts what is above the result by what it changes there. */
  private ClaimStore swept(ClaimStore store, List<NumberedLevel> levels, Sweep by) {
    Map<String, FeedState> states = swept(store.states(), by);
    Map<String, FeedState> counted = new HashMap<>(states);
    counted.values().removeIf(feed -> !isInResult(feed));
    Census census = new Census(counted);
    for (int i = levels.size() - 1; i >= 0; i--) {
      if (levels.get(i).number() > result.number()) {
        census.putNewest(store.with(levels.subList(i, levels.size()), states));
      }
    }
    states.replaceAll((name, feed) -> census.counted(feed));
    return store.swept(levels, states, by.id());
  }

  private boolean isNotNewer(NumberedLevel level) {
    return level.number() <= result.number();
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
