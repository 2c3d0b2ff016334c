package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.table.HashKey;
import io.sekisho.rules.match.table.Hits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What all feeds claim, in levels: each later one says what is different from what the earlier ones
 * say, and what came last says so above all of them. Immutable, so any thread may ask it; a change
 * makes another store, which shares all that it can with it.
 */
public final class ClaimStore {
  /** Levels that have no more entries than this together are merged as they come. */
  static final int MOST_MERGED_AT_ONCE = 1 << 13;

  private static final int MOST_LEVELS = 6;

  private static final int MANY_BESIDE = 1 << 10;

  /** More is left to a compaction, which sees whether there is room. */
  private static final int MOST_TIDIED = 1 << 18;

  /** One part in so many may be in newer levels. */
  private static final int SHARE_OF_THE_OLDEST = 10;

  /** A newer level that has at least a fourth of the entries of the next is merged with it. */
  private static final int GROWTH = 4;

  private final HashKey key;
  private final List<NumberedLevel> newestFirst;
  private final Recent recent;
  private final Map<String, FeedState> feeds;
  private final long latest;
  private final long sweep;

  private ClaimStore(
      List<NumberedLevel> newestFirst,
      Recent recent,
      Map<String, FeedState> feeds,
      long latest,
      long sweep) {
    this.key = recent.key();
    this.newestFirst = List.copyOf(newestFirst);
    this.recent = recent;
    this.feeds = Collections.unmodifiableMap(feeds);
    this.latest = latest;
    this.sweep = sweep;
  }

  /** A store of nothing, whose {@linkplain #key secret} is {@code key}. */
  public static ClaimStore empty(HashKey key) {
    return new ClaimStore(List.of(), Recent.none(key, 0), Map.of(), 0, 0);
  }

  /** The store of one level and what is known of its feeds behind a sweep. */
  static ClaimStore of(HashKey key, Level level, Map<String, FeedState> states, long sweep) {
    List<NumberedLevel> levels =
        level.size() == 0 ? List.of() : List.of(new NumberedLevel(level, 0));
    return new ClaimStore(levels, Recent.none(key, 0), states, 0, sweep);
  }

  /** The secret of its levels; one that comes with another is made anew. */
  public HashKey key() {
    return key;
  }

  List<NumberedLevel> newestFirst() {
    return newestFirst;
  }

  /** What is in none of the levels. */
  Recent recent() {
    return recent;
  }

  /** The same with all of it in levels. It takes as long as to build one of what is in none. */
  ClaimStore settled() {
    if (recent.isEmpty()) {
      return this;
    }
    List<NumberedLevel> levels = new ArrayList<>(newestFirst.size() + 1);
    Level level = recent.level(this);
    if (level.size() > 0) {
      levels.add(new NumberedLevel(level, latest));
    }
    levels.addAll(newestFirst);
    return new ClaimStore(levels, Recent.none(key, latest), feeds, latest, sweep);
  }

  /** The names of the feeds, in the order in which they were first added. */
  public List<String> feeds() {
    return List.copyOf(feeds.keySet());
  }

  Map<String, FeedState> states() {
    return feeds;
  }

  Optional<FeedState> state(String feed) {
    return Optional.ofNullable(feeds.get(feed));
  }

  /** Whether a feed claims patterns of this kind, and not all of its claims have ended. */
  public boolean has(Pattern.Kind kind, Instant now) {
    return feeds.values().stream().anyMatch(feed -> feed.has(kind, now));
  }

  /** How many changes have led to it. */
  public long changes() {
    return latest;
  }

  /** Whether the newer levels have become so many, or so large, that one would be better. */
  public boolean isWorthMerging() {
    if (newestFirst.isEmpty() || levels() < 2) {
      return false;
    }
    long oldest = newestFirst.get(newestFirst.size() - 1).level().size();
    long newer = entries() - oldest;
    return levels() > MOST_LEVELS
        || newer > Math.max(MOST_MERGED_AT_ONCE, oldest / SHARE_OF_THE_OLDEST);
  }

  /** Whether so much is in none of the levels that it should be, by and by. */
  public boolean isWorthSettling() {
    return recent.size() >= MANY_BESIDE;
  }

  /** How many levels a look-up has to ask. */
  public int levels() {
    return newestFirst.size() + (recent.isEmpty() ? 0 : 1);
  }

  /** Entries of all levels: what one hides in another counts in both. */
  public long entries() {
    return recent.size() + newestFirst.stream().mapToLong(each -> each.level().size()).sum();
  }

  /** Whether claims have ended of themselves that a compaction would leave out. */
  public boolean hasEnded(Instant now) {
    return feeds.values().stream().anyMatch(state -> state.ends().before(now) > 0);
  }

  /** About what the tables take, in bytes, on the heap or mapped. */
  public long bytes() {
    return recent.bytes()
        + newestFirst.stream().mapToLong(each -> each.level().image().bytes()).sum();
  }

  /** The store in which a feed claims what {@code index} says. */
  public ClaimStore with(FeedIndex index) {
    FeedState now = feeds.get(index.feed());
    return index.follows(now)
        ? push(index.delta(), next(index))
        : anew(index.whole(key), index.state());
  }

  /** What the feed of an index is in the store with that. */
  FeedState next(FeedIndex index) {
    return index.follows(feeds.get(index.feed()))
        ? counted(index.delta(), index.state(), index.sweep())
        : index.state().since(latest + 1);
  }

  /**
   * The store with what is different in a feed that is there.
   *
   * @param countedBehind the sweep behind which the state was counted; null where nobody knows
   */
  ClaimStore changed(Level changes, FeedState state, @Nullable Long countedBehind) {
    return feeds.containsKey(state.feed())
        ? push(Delta.of(changes), counted(Delta.of(changes), state, countedBehind))
        : anew(changes, state);
  }

  /** A changed feed; counted again where some of what it had was swept since it was counted. */
  private FeedState counted(Delta changes, FeedState state, @Nullable Long behind) {
    FeedState now = Objects.requireNonNull(feeds.get(state.feed()));
    FeedState next = state.since(now.since());
    if (behind != null && behind == sweep) {
      return next;
    }
    Census census = new Census(Map.of(now.feed(), now));
    census.put(changes.sightings(), latest + 1, this);
    return census.counted(next);
  }

  /** Names the last sweep of what has ended; 0 where there was none. */
  long sweep() {
    return sweep;
  }

  /** The store in which a feed claims what is in a level, and nothing of what it did before. */
  ClaimStore anew(Level whole, FeedState state) {
    return push(whole, state.since(latest + 1));
  }

  /** What is not in levels yet has to be, so that what is said now is above it. */
  private ClaimStore push(Delta changes, FeedState state) {
    if (changes.size() > Recent.MOST_AT_ONCE) {
      return settled().push(changes.level(key), state);
    }
    Recent next = changes.size() == 0 ? recent : recent.with(changes.sightings(), latest + 1, this);
    return next == null
        ? settled().withoutSmallLevels().push(changes, state)
        : new ClaimStore(newestFirst, next, with(state), latest + 1, sweep);
  }

  private Map<String, FeedState> with(FeedState state) {
    Map<String, FeedState> states = new LinkedHashMap<>(feeds);
    states.put(state.feed(), state);
    return states;
  }

  /**
   * With a level, which nothing that is not in levels may be about: all that a feed said counts no
   * longer where it is claimed anew.
   */
  private ClaimStore push(Level level, FeedState state) {
    List<NumberedLevel> levels = new ArrayList<>(newestFirst.size() + 1);
    if (level.size() > 0) {
      levels.add(new NumberedLevel(level.keyed(key), latest + 1));
    }
    levels.addAll(newestFirst);
    return new ClaimStore(levels, recent, with(state), latest + 1, sweep).withoutSmallLevels();
  }

  /** Merges the newest levels while they are small, so that many small changes stay few levels. */
  private ClaimStore withoutSmallLevels() {
    ClaimStore store = this;
    while (store.newestFirst.size() > 1 && store.isTopHeavy()) {
      store = Compaction.ofNewest(store, 2).apply(store);
    }
    return store;
  }

  /**
   * How many of the newest levels are above one that is several times as large as they are, or so
   * large that it is left alone.
   */
  int smallLevels() {
    int levels = Math.min(1, newestFirst.size());
    long entries = levels == 0 ? 0 : newestFirst.get(0).level().size();
    for (; levels < newestFirst.size(); levels++) {
      int next = newestFirst.get(levels).level().size();
      if (entries < next / GROWTH || entries + next > MOST_TIDIED) {
        return levels;
      }
      entries += next;
    }
    return levels;
  }

  private boolean isTopHeavy() {
    int newest = newestFirst.get(0).level().size();
    int next = newestFirst.get(1).level().size();
    return newest + next <= MOST_MERGED_AT_ONCE && newest >= next / GROWTH;
  }

  /** The store without a feed of this name; itself where there is none. */
  public ClaimStore without(String feed) {
    if (!feeds.containsKey(feed)) {
      return this;
    }
    Map<String, FeedState> states = new LinkedHashMap<>(feeds);
    states.remove(feed);
    return new ClaimStore(newestFirst, recent, states, latest + 1, sweep);
  }

  /** The store in which some of the levels stand as others, and feeds so. */
  ClaimStore with(List<NumberedLevel> levels, Map<String, FeedState> states) {
    return new ClaimStore(levels, recent, states, latest, sweep);
  }

  /** The store that has these levels, and no more beside them than this. */
  ClaimStore with(List<NumberedLevel> levels, Recent beside) {
    return new ClaimStore(levels, beside, feeds, latest, sweep);
  }

  /** The same behind a sweep. */
  ClaimStore swept(List<NumberedLevel> levels, Map<String, FeedState> states, long by) {
    return new ClaimStore(levels, recent, states, latest, by);
  }

  /** What one feed claims; empty where there is none of this name. */
  public Optional<FeedIndex> feed(String name) {
    return state(name).map(state -> FeedIndex.in(this, state));
  }

  /**
   * Adds every indicator that matches and has not expired: feed after feed, of one feed the most
   * specific first, none of a feed of which an exception covers the destination. Where there is
   * none it allocates nothing.
   */
  public void collect(Query query, Instant now, List<Indicator> found) {
    collect(query, now, feed -> true, found);
  }

  void collect(Query query, Instant now, Predicate<String> asked, List<Indicator> found) {
    List<Sighting> sightings = sightings(query);
    if (!sightings.isEmpty()) {
      new Selection(this, now, asked).add(query, sightings, found);
    }
  }

  /** What the levels say of all that the query matches, less what newer levels hide. */
  List<Sighting> sightings(Query query) {
    Probe probe = Probe.ofThread();
    Hits hits = probe.hits();
    List<Sighting> sightings = recent.sightings(query, probe, this);
    for (int i = 0; i < newestFirst.size(); i++) { // an iterator would be garbage
      NumberedLevel each = newestFirst.get(i);
      hits.clear();
      each.level().collect(query, probe);
      for (int j = 0; j < hits.count(); j++) {
        sightings = see(each, hits.entry(j), sightings);
      }
    }
    return sightings;
  }

  private List<Sighting> see(NumberedLevel in, int entry, List<Sighting> before) {
    Level level = in.level();
    List<Sighting> sightings = before;
    ClaimColumn column = level.column();
    for (int i = 0; i < column.count(entry); i++) {
      Claim claim = level.claims().claim(column.claim(entry, i));
      if (isInForce(claim.feed(), in.number())) {
        sightings = see(FeedWalk.sighting(level, entry, i), sightings);
      }
    }
    return sightings;
  }

  /** With what a change says, where it counts and nothing that is newer hides it. */
  List<Sighting> see(RecentTable.Said said, List<Sighting> sightings) {
    return isInForce(said.sighting().claim().feed(), said.change())
        ? see(said.sighting(), sightings)
        : sightings;
  }

  private static List<Sighting> see(Sighting sighting, List<Sighting> newer) {
    for (Sighting each : newer) {
      if (each.hides(sighting)) {
        return newer;
      }
    }
    List<Sighting> sightings = newer.isEmpty() ? new ArrayList<>(4) : newer;
    sightings.add(sighting);
    return sightings;
  }

  boolean isInForce(String feed, long level) {
    FeedState state = feeds.get(feed);
    return state != null && level >= state.since();
  }

  /** What a feed says of endpoints and URLs on one host, expired or excepted or not. */
  List<Indicator> concerning(FeedState state, Host host) {
    return recent.isEmpty() ? settledConcerning(state, host) : settled().concerning(state, host);
  }

  private List<Indicator> settledConcerning(FeedState state, Host host) {
    List<Indicator> concerning = new ArrayList<>();
    FeedWalk walk = new FeedWalk(this, state);
    for (NumberedLevel each : newestFirst) {
      each.level()
          .forEachOn(
              host,
              entry ->
                  walk.claim(each, entry)
                      .ifPresent(claim -> concerning.add(claim.indicator(state.limit()))));
    }
    concerning.sort(java.util.Comparator.comparingInt(Indicator::line));
    return concerning;
  }
}
