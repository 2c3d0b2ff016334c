package io.sekisho.app.feeds;

import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.app.feeds.reading.Reading;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedFault;
import io.sekisho.rules.feed.FeedReport;
import io.sekisho.rules.match.FeedChange;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one feed, or one file of never-block entries, stands.
 *
 * @param refresh how often the file is read again even if it looks unchanged
 * @param lastSuccess when its file was last found good; null where it never was in this process
 * @param lastFailure the latest, even where the feed has recovered
 * @param inForce null where nothing of it is
 * @param attempts where it comes from, and how asking there went
 */
public record FeedStatus(
    String name,
    Role role,
    Requirement required,
    Duration refresh,
    Standing standing,
    @Nullable Instant lastSuccess,
    @Nullable Failure lastFailure,
    @Nullable InForce inForce,
    Attempts attempts) {
  /** A feed that missed so many of its readings is stale. */
  static final int REFRESHES_TO_STALE = 3;

  /** A feed that is read every second may still miss some. */
  static final Duration SHORTEST_STALE = Duration.ofMinutes(1);

  /** Without a word on attempts. */
  public FeedStatus(
      String name,
      Role role,
      Requirement required,
      Duration refresh,
      Standing standing,
      @Nullable Instant lastSuccess,
      @Nullable Failure lastFailure,
      @Nullable InForce inForce) {
    this(
        name,
        role,
        required,
        refresh,
        standing,
        lastSuccess,
        lastFailure,
        inForce,
        Attempts.none(name));
  }

  /** What the entries are for. */
  public enum Role {
    FEED,
    NEVER_BLOCK;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String label() {
      return label;
    }
  }

  /** What is in force, in words that fit a metric and an alarm. */
  public enum Standing {
    /** The first reading is still to come. */
    UNTRIED,
    /** The file as it is. */
    CURRENT,
    /** An earlier copy, because the file cannot be used. */
    LAST_GOOD,
    /** Nothing: the file cannot be used, and no copy is there. */
    NONE
  }

  /** What was wrong with a copy, and when it was found. */
  public record Failure(FeedFailure failure, Instant at) {}

  /**
   * The copy in force.
   *
   * @param modified when the copy was made; where that is not known, when it was found in force
   * @param generation the number of the rules that first had it; 0 where an earlier process had
   * @param change what differs from the copy before; all of it is new without one
   * @param end when the last of its entries expires; null where one never does
   */
  public record InForce(
      FeedReport report,
      Instant modified,
      long generation,
      FeedChange change,
      @Nullable Instant end) {
    /** A copy of which nothing else is known. */
    public InForce(FeedReport report, Instant modified, long generation) {
      this(report, modified, generation, FeedChange.NONE, null);
    }

    static InForce of(CopyLoad.Good good, Generation generation) {
      FeedIndex index = good.read().index();
      return new InForce(
          good.read().report(),
          good.copy().modified(),
          generation.number(),
          index.change(),
          index.lastExpiry().orElse(null));
    }

    /** What an earlier process has left in force, and has told of it. */
    static InForce left(FeedIndex index, Reading reading) {
      return new InForce(
          reading.report(),
          reading.copy().modified(),
          0,
          FeedChange.NONE,
          index.lastExpiry().orElse(null));
    }

    /** What an earlier process has left in force, of a copy that nobody kept. */
    static InForce left(FeedIndex index, Instant now) {
      return new InForce(
          FeedReport.compiled(index, now),
          now,
          0,
          FeedChange.NONE,
          index.lastExpiry().orElse(null));
    }

    private InForce since(long other) {
      return new InForce(report, modified, other, change, end);
    }

    /** When the last of its entries expires; empty where one never does. */
    public Optional<Instant> lastExpiry() {
      return Optional.ofNullable(end);
    }
  }

  /**
   * What is wrong at {@code now}, even where the newest copy took effect: it may have been the last
   * one, or be too old.
   */
  public Optional<FeedFailure> alarm(Instant now) {
    if (isFailing()) {
      return failure().map(Failure::failure);
    }
    return stale(now).or(() -> expired(now)).or(this::deprecated);
  }

  private Optional<FeedFailure> stale(Instant now) {
    Duration tolerated = refresh.multipliedBy(REFRESHES_TO_STALE);
    Duration limit = tolerated.compareTo(SHORTEST_STALE) < 0 ? SHORTEST_STALE : tolerated;
    return success()
        .filter(at -> now.isAfter(at.plus(limit)))
        .map(at -> new FeedFailure(FeedFault.STALE, name + " was last found good at " + at));
  }

  private Optional<FeedFailure> expired(Instant now) {
    return copyInForce()
        .flatMap(InForce::lastExpiry)
        .filter(end -> !now.isBefore(end))
        .map(
            end ->
                new FeedFailure(
                    FeedFault.EXPIRED, name + " has no entry that counts any more, since " + end));
  }

  private Optional<FeedFailure> deprecated() {
    return copyInForce()
        .flatMap(copy -> copy.report().notice())
        .map(notice -> new FeedFailure(FeedFault.DEPRECATED, name + " says: " + notice));
  }

  public boolean isTried() {
    return standing != Standing.UNTRIED;
  }

  /** Whether the file as it is cannot be used. */
  public boolean isFailing() {
    return standing == Standing.LAST_GOOD || standing == Standing.NONE;
  }

  public Optional<Instant> success() {
    return Optional.ofNullable(lastSuccess);
  }

  public Optional<Failure> failure() {
    return Optional.ofNullable(lastFailure);
  }

  public Optional<InForce> copyInForce() {
    return Optional.ofNullable(inForce);
  }

  /** Nothing is known of it yet. */
  public static FeedStatus untried(String name, Role role, Requirement required, Duration refresh) {
    return new FeedStatus(name, role, required, refresh, Standing.UNTRIED, null, null, null);
  }

  FeedStatus succeeded(Instant at, InForce copy) {
    return standing(Standing.CURRENT, at, lastFailure, copy, attempts.succeeded(at));
  }

  /** What is in force was read again. */
  FeedStatus withInForce(InForce copy) {
    return standing(standing, lastSuccess, lastFailure, copy, attempts);
  }

  /** What was read before came in force with the rules of this number. */
  FeedStatus since(long generation) {
    return inForce == null ? this : withInForce(inForce.since(generation));
  }

  /** An earlier copy, from the state directory, took effect: that of a plan before may do well. */
  FeedStatus restored(InForce copy) {
    Standing next = standing == Standing.CURRENT ? Standing.CURRENT : Standing.LAST_GOOD;
    return standing(next, lastSuccess, lastFailure, copy, attempts);
  }

  /** What is in force is of an earlier copy, as far as is known. */
  FeedStatus restored() {
    return inForce == null ? this : restored(inForce);
  }

  boolean isOfTheSameAs(FeedStatus other) {
    return name.equals(other.name) && role == other.role;
  }

  /**
   * As the same feed stood in the plan before, of which its claims are still in force. Never-block
   * entries of that plan are only until those of this one are.
   */
  FeedStatus standingAs(FeedStatus before) {
    InForce copy = role == Role.FEED ? before.inForce : null;
    return standing(before.standing, before.lastSuccess, before.lastFailure, copy, attempts);
  }

  FeedStatus failed(FeedFailure failure, Instant at) {
    return standing(
        inForce == null ? Standing.NONE : Standing.LAST_GOOD,
        lastSuccess,
        new Failure(failure, at),
        inForce,
        attempts.failed(at));
  }

  /** The same, with more on its attempts. */
  FeedStatus with(Attempts more) {
    return standing(standing, lastSuccess, lastFailure, inForce, more);
  }

  private FeedStatus standing(
      Standing next,
      @Nullable Instant success,
      @Nullable Failure failure,
      @Nullable InForce copy,
      Attempts made) {
    return new FeedStatus(name, role, required, refresh, next, success, failure, copy, made);
  }
}
