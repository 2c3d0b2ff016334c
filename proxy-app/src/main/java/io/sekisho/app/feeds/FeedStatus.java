package io.sekisho.app.feeds;

import io.sekisho.app.feeds.FeedSource.Requirement;
import io.sekisho.rules.feed.FeedFailure;
import io.sekisho.rules.feed.FeedReport;
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
 */
public record FeedStatus(
    String name,
    Role role,
    Requirement required,
    Duration refresh,
    Standing standing,
    @Nullable Instant lastSuccess,
    @Nullable Failure lastFailure,
    @Nullable InForce inForce) {

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
   * @param modified when the copy was made
   * @param generation the number of the rules that first had it
   */
  public record InForce(FeedReport report, Instant modified, long generation) {}

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
    return new FeedStatus(name, role, required, refresh, Standing.CURRENT, at, lastFailure, copy);
  }

  /** What is in force was read again. */
  FeedStatus withInForce(InForce copy) {
    return new FeedStatus(name, role, required, refresh, standing, lastSuccess, lastFailure, copy);
  }

  /** An earlier copy, from the state directory, took effect. */
  FeedStatus restored(InForce copy) {
    return new FeedStatus(
        name, role, required, refresh, Standing.LAST_GOOD, lastSuccess, lastFailure, copy);
  }

  FeedStatus failed(FeedFailure failure, Instant at) {
    return new FeedStatus(
        name,
        role,
        required,
        refresh,
        inForce == null ? Standing.NONE : Standing.LAST_GOOD,
        lastSuccess,
        new Failure(failure, at),
        inForce);
  }
}
