package io.sekisho.rules.snapshot;

import io.sekisho.rules.Evidence;
import io.sekisho.rules.Match;
import io.sekisho.rules.Policy;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.match.FeedIndex;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One state of the rules: the feeds in the order in which they were first added, the never-block
 * entries, and the probes. Immutable, so any thread may ask it, and a flow can be judged by one
 * state from its beginning to its end.
 */
public final class Generation implements Policy {
  /** The feed name that never-block entries carry. */
  public static final String NEVER_BLOCK = "never-block";

  /** Names in matches that no feed of the configuration may have. */
  public static final Set<String> RESERVED_NAMES = Set.of(NEVER_BLOCK, Probes.FEED);

  private static final FeedIndex PROBES = Probes.index();

  private final long number;
  private final Instant created;
  private final List<FeedIndex> feeds;
  private final FeedIndex neverBlock;
  private final Map<String, Trust> trust;
  private final InstantSource clock;

  private Generation(Generation before, List<FeedIndex> feeds) {
    this(before.number + 1, feeds, before.neverBlock, before.trust, before.clock);
  }

  private Generation(
      long number,
      List<FeedIndex> feeds,
      FeedIndex neverBlock,
      Map<String, Trust> trust,
      InstantSource clock) {
    this.number = number;
    this.created = clock.instant();
    this.feeds = List.copyOf(feeds);
    this.neverBlock = neverBlock;
    this.trust = Map.copyOf(trust);
    this.clock = clock;
  }

  /** Number 0: the probes alone. */
  static Generation first(InstantSource clock) {
    return new Generation(0, List.of(), FeedIndex.builder(NEVER_BLOCK).build(), Map.of(), clock);
  }

  /** The next generation, with the feed in the place of the one of its name, or added. */
  Generation with(FeedIndex feed) {
    List<FeedIndex> next = new ArrayList<>(feeds);
    int place = placeOf(feed.feed());
    if (place < 0) {
      next.add(feed);
    } else {
      next.set(place, feed);
    }
    return new Generation(this, next);
  }

  /** The next generation, without the feed of this name; this one where there is none. */
  Generation without(String feed) {
    int place = placeOf(feed);
    if (place < 0) {
      return this;
    }
    List<FeedIndex> next = new ArrayList<>(feeds);
    next.remove(place);
    return new Generation(this, next);
  }

  Generation withNeverBlock(FeedIndex entries) {
    return new Generation(number + 1, feeds, entries, trust, clock);
  }

  /** The next generation, in which feeds are trusted so; this one where they are already. */
  Generation withTrust(Map<String, Trust> next) {
    return trust.equals(next) ? this : new Generation(number + 1, feeds, neverBlock, next, clock);
  }

  /** How many changes came before it; every change has the next number. */
  public long number() {
    return number;
  }

  public Instant created() {
    return created;
  }

  public List<FeedIndex> feeds() {
    return feeds;
  }

  public Optional<FeedIndex> feed(String name) {
    int place = placeOf(name);
    return place < 0 ? Optional.empty() : Optional.of(feeds.get(place));
  }

  public FeedIndex neverBlock() {
    return neverBlock;
  }

  @Override
  public Verdict decide(Evidence evidence) {
    Instant now = clock.instant();
    Search search = new Search(evidence, now);
    search.lookIn(PROBES);
    for (FeedIndex feed : feeds) {
      search.lookIn(feed);
    }
    return search.findings().isEmpty()
        ? Verdict.clean()
        : weigh(search.findings(), new Exemptions(neverBlock, now, search.queries()));
  }

  private Verdict weigh(List<Finding> findings, Exemptions exemptions) {
    Set<Match> hostile = new LinkedHashSet<>();
    Set<Match> overruled = new LinkedHashSet<>();
    Set<Match> exempting = new LinkedHashSet<>();
    for (Finding finding : findings) {
      List<Match> covering = exemptions.of(finding.query());
      exempting.addAll(covering);
      (covering.isEmpty() ? hostile : overruled).add(finding.match());
    }
    return hostile.isEmpty()
        ? new Verdict.Exempt(
            List.copyOf(exempting), overruled.stream().sorted(MatchOrder.DECISIVE_FIRST).toList())
        : Weighing.verdict(hostile, trust);
  }

  private int placeOf(String feed) {
    for (int i = 0; i < feeds.size(); i++) {
      if (feeds.get(i).feed().equals(feed)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String toString() {
    return "generation " + number + " of " + created + ": " + feeds;
  }
}
