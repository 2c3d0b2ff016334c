package io.sekisho.rules.match;

import io.sekisho.rules.indicator.Host;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.indicator.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * All that one feed claims, compiled. Immutable, so any thread may read it.
 *
 * <p>Where a feed claims the same pattern more than once, the claim that is valid for longest is
 * kept; of those that end together, the one of most confidence; of those, the first.
 */
public final class FeedIndex {
  private final String feed;
  private final PatternIndex claimed;
  private final PatternIndex exceptions;
  private final Map<Pattern.Kind, Integer> counts;

  private FeedIndex(String feed, PatternIndex claimed, PatternIndex exceptions) {
    this.feed = feed;
    this.claimed = claimed;
    this.exceptions = exceptions;
    this.counts = Collections.unmodifiableMap(claimed.counts());
  }

  public static Builder builder(String feed) {
    return new Builder(feed);
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
    return counts;
  }

  public int exceptions() {
    return exceptions.size();
  }

  /**
   * Adds to {@code found} every indicator that matches and has not expired, the most specific
   * first: URL, endpoint, exact name, names from the deepest up, prefixes from the longest down. It
   * adds none where an exception of this feed covers the destination.
   */
  public void collect(Query query, Instant now, List<Indicator> found) {
    int before = found.size();
    claimed.collect(query, now, found);
    if (found.size() > before && isExcepted(query, now)) {
      found.subList(before, found.size()).clear();
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

  private boolean isExcepted(Query query, Instant now) {
    if (exceptions.size() == 0) {
      return false;
    }
    List<Indicator> covering = new ArrayList<>(1);
    exceptions.collect(query, now, covering);
    exceptions.collect(query.whole(), now, covering);
    return !covering.isEmpty();
  }

  @Override
  public String toString() {
    return feed + ": " + counts + ", " + exceptions() + " exceptions";
  }

  /** Fills one index. For one thread, and of no use once it has built. */
  public static final class Builder {
    private final String feed;
    private final PatternIndex claimed;
    private final PatternIndex exceptions;
    private boolean built;

    private Builder(String feed) {
      this.feed = feed;
      this.claimed = new PatternIndex(feed);
      this.exceptions = new PatternIndex(feed);
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

    /** Adds an exception: what it covers, this feed says nothing about. */
    public void except(Pattern pattern, int line) {
      requireUnbuilt();
      exceptions.add(new Indicator(pattern, feed, line, null, Indicator.MAX_CONFIDENCE, null));
    }

    public FeedIndex build() {
      requireUnbuilt();
      built = true;
      claimed.seal();
      exceptions.seal();
      return new FeedIndex(feed, claimed, exceptions);
    }

    private void requireUnbuilt() {
      if (built) {
        throw new IllegalStateException(feed + " is built already");
      }
    }
  }
}
