package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.indicator.Precedence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that one feed claims, compiled. Immutable, so any thread may read it.
 *
 * <p>Where a feed claims the same pattern more than once, the claim whose own end is latest is
 * kept, or the one that has none; of those that end together, the one of most confidence; of those,
 * the first.
 *
 * <p>Every claim ends at the feed's end at the latest. That is one number for the whole feed, so a
 * copy that says what the last one said differs from it in that alone: see {@link #until}. The
 * index of a copy that says nearly the same shares the tables of the one before: see {@link
 * #successor}.
 */
public final class FeedIndex {
  private final String feed;
  private final Edition claimed;
  private final Edition exceptions;
  private final Precedence precedence;
  private final @Nullable Instant end;

  private FeedIndex(
      String feed,
      Edition claimed,
      Edition exceptions,
      Precedence precedence,
      @Nullable Instant end) {
    this.precedence = precedence;
    this.feed = feed;
    this.claimed = claimed;
    this.exceptions = exceptions;
    this.end = end;
  }

  public static Builder builder(String feed) {
    return new Builder(feed, null, null, DeltaBounds.DEFAULT);
  }

  /** Makes the index of the next copy of this feed, beside this one. */
  public Builder successor() {
    return successor(DeltaBounds.DEFAULT);
  }

  Builder successor(DeltaBounds bounds) {
    return new Builder(feed, claimed, exceptions, bounds);
  }

  /** The same claims, which end at {@code newEnd} at the latest; null where nothing ends them. */
  public FeedIndex until(@Nullable Instant newEnd) {
    return new FeedIndex(feed, claimed.until(newEnd), exceptions, precedence, newEnd);
  }

  public String feed() {
    return feed;
  }

  /** How many indicators it holds, each pattern counted once, exceptions not counted. */
  public int entries() {
    return claimed.size();
  }

  /** {@link #entries()} by kind of pattern; every kind is there, with 0 where there is none. */
  public Map<Pattern.Kind, Integer> counts() {
    return claimed.counts();
  }

  public int exceptions() {
    return exceptions.size();
  }

  /** What differs from the index that this is the successor of; all of it is new without one. */
  public FeedChange change() {
    return claimed.change().and(exceptions.change());
  }

  /** How many of the indicators have expired. It looks at each of them. */
  public int expired(Instant now) {
    return hasEnded(now) ? entries() : claimed.ends().before(now);
  }

  /** When the last of the indicators expires; empty where one never does, or there is none. */
  public Optional<Instant> lastExpiry() {
    Instant last = claimed.ends().last();
    return Optional.ofNullable(Claim.compareExpiry(last, end) <= 0 ? last : end)
        .filter(time -> entries() > 0);
  }

  /**
   * Adds to {@code found} every indicator that matches and has not expired, the most specific
   * first: URL, endpoint, exact name, names from the deepest up, prefixes from the longest down. It
   * adds none that an exception of this feed overrules, which covers the destination.
   */
  public void collect(Query query, Instant now, List<Indicator> found) {
    if (hasEnded(now)) {
      return;
    }
    int before = found.size();
    claimed.collect(query, now, found);
    if (found.size() > before && exceptions.size() > 0) {
      List<Indicator> covering = covering(query, now);
      found.subList(before, found.size()).removeIf(claim -> isOverruled(claim, covering));
    }
  }

  /**
   * The endpoints and URLs on one host, in the order of the feed. What is said of the host as a
   * whole is not among them, and whether they have expired or are excepted is not asked. It takes a
   * look at every endpoint, so it is for people who ask, not for traffic.
   */
  public List<Indicator> concerning(Host host) {
    return claimed.concerning(host);
  }

  private boolean hasEnded(Instant now) {
    return end != null && !now.isBefore(end);
  }

  private List<Indicator> covering(Query query, Instant now) {
    List<Indicator> covering = new ArrayList<>(1);
    exceptions.collect(query, now, covering);
    exceptions.collect(query.whole(), now, covering);
    return covering;
  }

  private boolean isOverruled(Indicator claim, List<Indicator> covering) {
    return switch (precedence) {
      case EXCEPTION -> !covering.isEmpty();
      case MORE_SPECIFIC ->
          covering.stream().anyMatch(each -> Specificity.MOST_FIRST.compare(each, claim) <= 0);
    };
  }

  @Override
  public String toString() {
    return feed + ": " + counts() + ", " + exceptions() + " exceptions";
  }

  /** Fills one index. For one thread, and of no use once it has built. */
  public static final class Builder {
    private final String feed;
    private final EditionBuilder claimed;
    private final EditionBuilder exceptions;
    private final DeltaBounds bounds;
    private @Nullable Instant end;
    private Precedence precedence = Precedence.EXCEPTION;
    private boolean built;

    private Builder(
        String feed, @Nullable Edition claimed, @Nullable Edition exceptions, DeltaBounds bounds) {
      this.feed = feed;
      this.claimed = new EditionBuilder(feed, claimed);
      this.exceptions = new EditionBuilder(feed, exceptions);
      this.bounds = bounds;
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
      if (!indicator.feed().equals(feed)) {
        throw new IllegalArgumentException(indicator.feed() + " is not " + feed);
      }
      claimed.add(indicator);
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
      exceptions.add(new Indicator(pattern, feed, line, null, Indicator.MAX_CONFIDENCE, null));
    }

    /** About how much memory it takes by now, without what it shares with its predecessor. */
    public long bytes() {
      return claimed.bytes() + exceptions.bytes();
    }

    public FeedIndex build() {
      requireUnbuilt();
      built = true;
      return new FeedIndex(
          feed, claimed.build(end, bounds), exceptions.build(null, bounds), precedence, end);
    }

    private void requireUnbuilt() {
      if (built) {
        throw new IllegalStateException(feed + " is built already");
      }
    }
  }
}
