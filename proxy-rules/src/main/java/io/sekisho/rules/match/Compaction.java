package io.sekisho.rules.match;

import io.sekisho.rules.match.MergeRules.Depth;
import io.sekisho.rules.memory.MemoryBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Several levels of a store merged into one. To merge takes a while and changes nothing; to put the
 * result in the place of the levels, in whatever the store has become meanwhile, takes next to
 * none.
 */
public final class Compaction {
  private final List<NumberedLevel> merged;
  private final NumberedLevel result;
  private final Map<String, FeedState> before;
  private final Map<String, FeedTally> swept;

  private Compaction(List<NumberedLevel> levels, ClaimStore store, MergeRules rules) {
    LevelMerge merge = new LevelMerge(levels, rules);
    this.merged = levels;
    long number = levels.isEmpty() ? 0 : levels.get(0).number();
    this.result = new NumberedLevel(merge.merged(store.key()), number);
    this.before = store.states();
    this.swept = merge.swept();
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
        new MergeRules(store.states(), Depth.TO_THE_BOTTOM, Minutes.over(now), pause);
    return new Compaction(store.newestFirst(), store, rules);
  }

  /** Merges so many of the newest levels; what has ended stays. */
  static Compaction ofNewest(ClaimStore store, int levels) {
    Depth depth = levels == store.levels() ? Depth.TO_THE_BOTTOM : Depth.ABOVE_OLDER;
    MergeRules rules = new MergeRules(store.states(), depth, Minutes.NEVER, () -> {});
    return new Compaction(store.newestFirst().subList(0, levels), store, rules);
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
    Map<String, FeedState> states = new LinkedHashMap<>(before);
    swept.forEach(
        (feed, tally) -> states.computeIfPresent(feed, (name, then) -> tally.takenFrom(then)));
    return states;
  }

  /** The same in another place, such as a file that was mapped. */
  Compaction in(Level same) {
    return new Compaction(merged, new NumberedLevel(same, result.number()), before, swept);
  }

  private Compaction(
      List<NumberedLevel> merged,
      NumberedLevel result,
      Map<String, FeedState> before,
      Map<String, FeedTally> swept) {
    this.merged = merged;
    this.result = result;
    this.before = before;
    this.swept = swept;
  }

  /**
   * Puts the result in the place of the levels that it was made of. Where the newest of them were
   * merged into a newer one meanwhile, that stays above: what it repeats hides the same.
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
    if (startsWith(rest, merged)) {
      next.addAll(rest.subList(merged.size(), rest.size()));
      return store.with(next, sweptFrom(store, next, this::isUnchanged));
    }
    return endsWith(merged, rest) ? store.with(next, sweptFrom(store, next, now -> false)) : store;
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

  private Map<String, FeedState> sweptFrom(
      ClaimStore store, List<NumberedLevel> levels, Predicate<FeedState> unchanged) {
    Map<String, FeedState> states = new LinkedHashMap<>(store.states());
    swept.forEach(
        (feed, tally) ->
            states.computeIfPresent(
                feed,
                (name, now) ->
                    unchanged.test(now)
                        ? tally.takenFrom(now)
                        : recounted(store.with(levels, store.states()), now)));
    return states;
  }

  private boolean isUnchanged(FeedState now) {
    FeedState then = before.get(now.feed());
    return then != null && then.version().equals(now.version());
  }

  /** What a feed has, counted anew, since it has changed beside the sweeping. */
  private static FeedState recounted(ClaimStore store, FeedState state) {
    FeedTally tally = new FeedTally();
    new FeedWalk(store, state)
        .forEach(
            (place, entry, index) -> {
              Level level = store.newestFirst().get(place).level();
              ClaimColumn column = level.column();
              Role role = level.claims().role(column.claim(entry, index));
              tally.add(role, level.kind(entry), column.end(entry, index));
            });
    return tally.countFor(state);
  }
}
