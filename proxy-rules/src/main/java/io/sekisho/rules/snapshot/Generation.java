package io.sekisho.rules.snapshot;

import io.sekisho.rules.Evidence;
import io.sekisho.rules.Match;
import io.sekisho.rules.Policy;
import io.sekisho.rules.Verdict;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.ClaimStore;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.match.table.HashKey;
import java.time.Instant;
import java.time.InstantSource;
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

  private static final ClaimStore PROBES =
      ClaimStore.empty(HashKey.ofProcess()).with(Probes.index());

  private final long number;
  private final Instant created;
  private final ClaimStore claims;
  private final ClaimStore neverBlock;
  private final Map<String, Trust> trust;
  private final InstantSource clock;
  private final boolean fingerprints;

  private Generation(
      long number,
      ClaimStore claims,
      ClaimStore neverBlock,
      Map<String, Trust> trust,
      InstantSource clock) {
    this(number, clock.instant(), claims, neverBlock, trust, clock);
  }

  private Generation(
      long number,
      Instant created,
      ClaimStore claims,
      ClaimStore neverBlock,
      Map<String, Trust> trust,
      InstantSource clock) {
    this.number = number;
    this.created = created;
    this.claims = claims;
    this.neverBlock = neverBlock;
    this.trust = Map.copyOf(trust);
    this.clock = clock;
    this.fingerprints = claims.has(Pattern.Kind.FINGERPRINT, clock.instant());
  }

  /** Number 0: the probes alone. */
  static Generation first(InstantSource clock) {
    HashKey key = HashKey.ofProcess();
    return new Generation(0, ClaimStore.empty(key), ClaimStore.empty(key), Map.of(), clock);
  }

  /** The next generation, whose feeds claim what is in {@code next}; this one where they do. */
  Generation with(ClaimStore next) {
    return next == claims ? this : new Generation(number + 1, next, neverBlock, trust, clock);
  }

  /** The same generation, which holds its claims otherwise. */
  Generation holding(ClaimStore same) {
    return same == claims ? this : new Generation(number, created, same, neverBlock, trust, clock);
  }

  Generation withNeverBlock(FeedIndex entries) {
    ClaimStore only = ClaimStore.empty(HashKey.ofProcess()).with(entries);
    return new Generation(number + 1, claims, only, trust, clock);
  }

  /** The next generation, in which feeds are trusted so; this one where they are already. */
  Generation withTrust(Map<String, Trust> next) {
    return trust.equals(next) ? this : new Generation(number + 1, claims, neverBlock, next, clock);
  }

  /** How many changes came before it; every change has the next number. */
  public long number() {
    return number;
  }

  public Instant created() {
    return created;
  }

  /** What all feeds claim. */
  public ClaimStore claims() {
    return claims;
  }

  /** The feeds in the order in which they were first added. */
  public List<FeedIndex> feeds() {
    return claims.feeds().stream().flatMap(name -> claims.feed(name).stream()).toList();
  }

  public Optional<FeedIndex> feed(String name) {
    return claims.feed(name);
  }

  /** The never-block entries. */
  public FeedIndex neverBlock() {
    return neverBlock.feed(NEVER_BLOCK).orElseGet(() -> FeedIndex.builder(NEVER_BLOCK).build());
  }

  @Override
  public Verdict decide(Evidence evidence) {
    Instant now = clock.instant();
    Search search = new Search(evidence, now);
    search.lookIn(PROBES);
    search.lookIn(claims);
    return search.findings().isEmpty()
        ? Verdict.clean()
        : weigh(search.findings(), new Exemptions(neverBlock, now, search.queries()));
  }

  @Override
  public boolean asksForFingerprints() {
    return fingerprints;
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

  @Override
  public String toString() {
    return "generation " + number + " of " + created + ": " + feeds();
  }
}
