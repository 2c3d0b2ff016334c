package io.sekisho.app.feeds;

import io.sekisho.app.feeds.posted.PostedChange;
import io.sekisho.app.feeds.posted.PostedEntries;
import io.sekisho.app.feeds.posted.PostedEntries.Kept;
import io.sekisho.rules.feed.EntryJudge;
import io.sekisho.rules.feed.EntryJudgement;
import io.sekisho.rules.feed.FeedReport;
import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.match.FeedIndex;
import io.sekisho.rules.snapshot.LiveRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What is claimed by the entries that were posted to a feed. For one thread at a time. */
final class PostedClaims {
  private final FeedSource source;
  private final LiveRules rules;
  private final Supplier<Guards> guards;
  private final InstantSource clock;
  private GuardedEntries guarded = new GuardedEntries();
  private Map<RejectReason, Integer> rejected = Map.of();

  /**
   * The claims of one feed.
   *
   * @param guards asked at each change
   */
  PostedClaims(FeedSource source, LiveRules rules, Supplier<Guards> guards, InstantSource clock) {
    this.source = source;
    this.rules = rules;
    this.guards = guards;
    this.clock = clock;
  }

  /** What the rules in force have of the feed, wherever that is from. */
  FeedIndex inForce() {
    return rules
        .current()
        .feed(source.name())
        .orElseGet(() -> FeedIndex.builder(source.name()).build());
  }

  /** How many count now. */
  int living() {
    FeedIndex index = inForce();
    return index.entries() - index.expired(clock.instant());
  }

  /** What all of the entries claim that have not ended, by the guards as they are now. */
  FeedIndex of(PostedEntries entries) {
    GuardedEntries told = new GuardedEntries();
    Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
    FeedIndex.Builder index = inForce().successor();
    EntryJudge judge = judge();
    for (Kept kept : entries.all()) {
      if (!isOver(kept)) {
        EntryJudgement judgement = judge.judge(kept.entry().read(kept.at()));
        judgement.claim().ifPresent(index::add);
        judgement.rejection().ifPresent(reason -> reasons.merge(reason, 1, Integer::sum));
        kept.entry().pattern().ifPresent(pattern -> told.put(pattern, judgement.byGuard()));
      }
    }
    guarded = told;
    rejected = reasons;
    return index.build();
  }

  /** Whether an entry has ended by its own word, or by that of the configuration. */
  boolean isOver(Kept kept) {
    Duration own = kept.entry().expires();
    return (own != null && isOver(kept.at().plus(own)))
        || source.settings().expiry().filter(all -> isOver(kept.at().plus(all))).isPresent();
  }

  private boolean isOver(Instant end) {
    return !clock.instant().isBefore(end);
  }

  /** Judges a change of what is in force. */
  PostedBatch judge(PostedChange change) {
    return PostedBatch.of(change, judge(), inForce());
  }

  private EntryJudge judge() {
    return new EntryJudge(
        source.settings(),
        source.gate(),
        new EntryJudge.InForce(guards.get(), rules.current().neverBlock(), clock.instant()));
  }

  /** The change is in force. */
  void made(PostedBatch change) {
    change.tell(guarded);
  }

  FeedReport report(FeedIndex index) {
    return FeedReport.posted(index, rejected, guarded.report(), clock.instant());
  }
}
