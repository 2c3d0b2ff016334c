package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Precedence;
import io.sekisho.rules.match.table.HashKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that one feed claims, as a change of a store, or of nothing. Immutable, so any thread may
 * read it.
 *
 * <p>Where a feed claims the same pattern more than once, the claim whose own end is latest is
 * kept, or the one that has none; of those that end together, the one of most confidence; of those,
 * the first. An end within a minute is taken as the end of that minute. The line of a claim is the
 * one in the copy that first made it.
 *
 * <p>Every claim ends at the feed's end at the latest. That is one number for the whole feed, so a
 * copy that says what the last one said differs from it in that alone: see {@link #until}.
 */
public final class FeedIndex {
  private final FeedState state;
  private final FeedChange change;
  private final Origin origin;
  private final Delta changes;
  private final Repeated repeated;
  private volatile @Nullable ClaimStore view;

  /**
   * What it is a change of.
   *
   * @param store null where it is of nothing
   * @param version of the feed's state there; null where it is of nothing
   */
  private record Origin(@Nullable ClaimStore store, @Nullable UUID version) {
    static final Origin NOTHING = new Origin(null, null);
  }

  private FeedIndex(
      FeedState state, FeedChange change, Origin origin, Delta changes, Repeated repeated) {
    this.repeated = repeated;
    this.state = state;
    this.change = change;
    this.origin = origin;
    this.changes = changes;
  }

  /** What a feed claims in a store. */
  static FeedIndex in(ClaimStore store, FeedState state) {
    return new FeedIndex(
        state, FeedChange.NONE, new Origin(store, state.version()), Delta.NONE, Repeated.NOTHING);
  }

  public static Builder builder(String feed) {
    return new Builder(FeedState.empty(feed), null);
  }

  /** Makes the index of the next copy of this feed, as a change of this one. */
  public Builder successor() {
    ClaimStore settled = view().settled();
    return new Builder(settled.state(feed()).orElseThrow(), settled);
  }

  /**
   * The index of the next copy, where it is known which lines of this one's are not in it, and
   * which are new. Both are as if they were copies of their own; what went stood here once.
   */
  public FeedIndex changed(FeedIndex gone, FeedIndex come, @Nullable Instant end) {
    return new CopyChange(view(), inView()).from(gone, come, end);
  }

  /** The patterns that it was told of itself. */
  public Set<Pattern> patterns() {
    return changes.sightings().stream().map(Sighting::pattern).collect(Collectors.toSet());
  }

  /** What the copy has more than once, as far as it was told of the copy. */
  public Repeated repeated() {
    return repeated;
  }

  /** Makes an index that has all that this one has, but for what is added or taken back. */
  public Amendment amended() {
    return new Amendment(inView(), view());
  }

  /** A change that an amendment has made. */
  static FeedIndex amended(ClaimStore store, FeedState before, FeedState after, Change change) {
    return new FeedIndex(
        after,
        change.counted(),
        new Origin(store, before.version()),
        change.delta(),
        change.repeated());
  }

  /** What is different, how much that is, and what the copy repeats. */
  record Change(Delta delta, FeedChange counted, Repeated repeated) {}

  /**
   * The same by a store's secret; to get there takes as long as to build it where it has another.
   */
  public FeedIndex keyed(HashKey key) {
    Delta keyed = changes.keyed(key);
    return keyed == changes ? this : new FeedIndex(state, change, origin, keyed, repeated);
  }

  /** The same claims, which end at {@code newEnd} at the latest; null where nothing ends them. */
  public FeedIndex until(@Nullable Instant newEnd) {
    return new FeedIndex(state.until(newEnd), FeedChange.NONE, origin, changes, repeated);
  }

  public String feed() {
    return state.feed();
  }

  /**
   * Tells these claims from all that the feed has ever claimed, in this process and in others. It
   * goes with them into snapshots and journals.
   */
  public UUID version() {
    return state.version();
  }

  FeedState state() {
    return state;
  }

  /** The sweep behind which it was counted, of what it is a change of. */
  long sweep() {
    ClaimStore store = origin.store();
    return store == null ? 0 : store.sweep();
  }

  /** Whether it is a change of what the feed claims now, or is that itself. */
  boolean follows(@Nullable FeedState now) {
    return now != null
        && (now.version().equals(origin.version()) || now.version().equals(state.version()));
  }

  /** What is different from what it is a change of. */
  Delta delta() {
    return changes;
  }

  /** The same in tables, which takes as long as to build them where there are none. */
  Level changes() {
    return changes.level();
  }

  /** All of it. */
  Level whole(HashKey key) {
    ClaimStore store = origin.store();
    return store == null ? changes.level(key) : new WholeFeed(view(), inView()).level(key);
  }

  private ClaimStore view() {
    ClaimStore known = view;
    if (known == null) {
      ClaimStore store = origin.store();
      known = store != null && isIn(store) ? store : viewOf(store);
      view = known;
    }
    return known;
  }

  private boolean isIn(ClaimStore store) {
    return store.state(feed()).filter(now -> now.version().equals(version())).isPresent();
  }

  private ClaimStore viewOf(@Nullable ClaimStore store) {
    return (store == null ? ClaimStore.empty(HashKey.ofProcess()) : store).with(this);
  }

  /** The feed as the view has it, which knows the levels of before all was claimed anew. */
  private FeedState inView() {
    return view().state(feed()).orElseThrow();
  }

  /** What the tables take that it does not share with what it is a change of. */
  public long bytes() {
    return changes.bytes();
  }

  /** How many indicators it holds, each pattern counted once, exceptions not counted. */
  public int entries() {
    return state.size();
  }

  /** {@link #entries()} by kind of pattern; every kind is there, with 0 where there is none. */
  public Map<Pattern.Kind, Integer> counts() {
    return state.counts();
  }

  public int exceptions() {
    return state.exceptions();
  }

  /** What differs from the index that this is the successor of; all of it is new without one. */
  public FeedChange change() {
    return change;
  }

  /** How many of the indicators have expired. */
  public int expired(Instant now) {
    return state.hasEnded(now) ? entries() : state.ends().before(now);
  }

  /** When the last of the indicators expires; empty where one never does, or there is none. */
  public Optional<Instant> lastExpiry() {
    Instant own = state.ends().last();
    Instant limit = state.limit();
    Instant earlier = own == null || (limit != null && limit.isBefore(own)) ? limit : own;
    return Optional.ofNullable(earlier).filter(time -> entries() > 0);
  }

  /** What {@link ClaimStore#collect} adds for this feed alone. */
  public void collect(Query query, Instant now, List<Indicator> found) {
    view().collect(query, now, feed()::equals, found);
  }

  /**
   * The endpoints and URLs on one host, in the order of the feed. What is said of the host as a
   * whole is not among them, and whether they have expired or are excepted is not asked.
   */
  public List<Indicator> concerning(Host host) {
    return view().concerning(inView(), host);
  }

  @Override
  public String toString() {
    return feed() + ": " + counts() + ", " + exceptions() + " exceptions";
  }

  /** Fills one index. For one thread, and of no use once it has built. */
  public static final class Builder {
    private final FeedState before;
    private final @Nullable ClaimStore store;
    private final @Nullable FeedDiff diff;
    private final LevelBuilder batch;
    private final Claim exception;
    private @Nullable Instant end;
    private Precedence precedence = Precedence.EXCEPTION;
    private boolean built;

    private Builder(FeedState before, @Nullable ClaimStore store) {
      this.before = before;
      this.store = store;
      this.diff = store == null ? null : new FeedDiff(store, before);
      this.batch = new LevelBuilder(store == null ? HashKey.ofProcess() : store.key());
      this.exception = Claim.mere(before.feed(), Role.EXCEPTION);
    }

    /** Sets when every claim ends at the latest; null, as it is at first, where nothing says. */
    public Builder until(@Nullable Instant latest) {
      requireUnbuilt();
      end = latest;
      return this;
    }

    /**
     * Adds a claim.
     *
     * @throws IllegalArgumentException where it is another feed's
     */
    public void add(Indicator indicator) {
      requireUnbuilt();
      if (!indicator.feed().equals(before.feed())) {
        throw new IllegalArgumentException(indicator.feed() + " is not " + before.feed());
      }
      if (diff == null || diff.isNew(indicator)) {
        batch.add(indicator);
      }
    }

    /** Sets what exceptions do to claims; without this they overrule all that they cover. */
    public Builder precedence(Precedence next) {
      requireUnbuilt();
      precedence = next;
      return this;
    }

    /** Adds an exception: what it covers, this feed says nothing about. */
    public void except(Pattern pattern, int line) {
      requireUnbuilt();
      if (diff == null || diff.isNewException(pattern)) {
        batch.add(pattern, exception, line);
      }
    }

    /** About how much memory it takes by now, without what it shares with its predecessor. */
    public long bytes() {
      return batch.bytes() + (diff == null ? 0 : diff.bytes());
    }

    /** About how much {@link #build} takes beside that, at most. */
    public long bytesToBuild() {
      long gone = diff == null ? 0 : Math.max(0, before.size() + before.exceptions() - diff.seen());
      return batch.bytesToBuild() + BuildRoom.forTombstones(gone);
    }

    /** About how much {@link #condense} takes beside that. */
    public long bytesToCondense() {
      return batch.bytesToCondense();
    }

    /**
     * Gives back what only repeated claims take, where that is the greater part; or does nothing.
     */
    public void condense() {
      requireUnbuilt();
      batch.condense();
    }

    public FeedIndex build() {
      requireUnbuilt();
      built = true;
      return store == null || diff == null ? whole() : changed(store, diff);
    }

    private FeedIndex whole() {
      Level level = batch.build();
      FeedTally tally = new FeedTally();
      tally.addAll(level);
      FeedState state = tally.next(before.feed(), end).with(precedence);
      FeedChange change = new FeedChange(state.size() + state.exceptions(), 0, 0);
      return new FeedIndex(state, change, Origin.NOTHING, Delta.of(level), batch.repeated());
    }

    private FeedIndex changed(ClaimStore of, FeedDiff by) {
      FeedTally tally = FeedTally.of(before);
      int[] gone = {0};
      by.forEach(
          new FeedDiff.Visitor() {
            @Override
            public void gone(Sighting had) {
              tally.remove(had.claim().role(), had.pattern().kind(), had.end());
              batch.add(had.pattern(), had.claim().tombstone(), 0);
              gone[0]++;
            }

            @Override
            public void replaced(Sighting had) {
              tally.remove(had.claim().role(), had.pattern().kind(), had.end());
            }
          });
      Level level = batch.build();
      tally.addAll(level);
      FeedChange change = by.change(level, gone[0]);
      return new FeedIndex(
          tally.next(before.feed(), end).with(precedence),
          change,
          new Origin(of, before.version()),
          Delta.of(level),
          by.repeated().and(batch.repeated()));
    }

    private void requireUnbuilt() {
      if (built) {
        throw new IllegalStateException(before.feed() + " is built already");
      }
    }
  }
}
