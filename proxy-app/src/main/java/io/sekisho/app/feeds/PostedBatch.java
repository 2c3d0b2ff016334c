package io.sekisho.app.feeds;

import io.sekisho.app.feeds.ChangeOutcome.Counts;
import io.sekisho.app.feeds.ChangeOutcome.Remark;
import io.sekisho.app.feeds.posted.PostedChange;
import io.sekisho.app.feeds.posted.PostedEntry;
import io.sekisho.rules.feed.EntryJudge;
import io.sekisho.rules.feed.EntryJudgement;
import io.sekisho.rules.feed.GuardedClaim;
import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.indicator.Pattern;
import io.sekisho.rules.match.Amendment;
import io.sekisho.rules.match.FeedIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One change that was posted, while it is judged. For one thread. */
final class PostedBatch {
  private final Instant at;
  private final EntryJudge judge;
  private final Amendment amendment;
  private final List<Remark> remarks = new ArrayList<>();
  private final List<PostedEntry> added = new ArrayList<>();
  private final List<PostedEntry> withdrawn = new ArrayList<>();
  private final Set<Pattern> gone = new HashSet<>();
  private final Map<Pattern, Optional<GuardedClaim>> come = new LinkedHashMap<>();

  private PostedBatch(Instant at, EntryJudge judge, Amendment amendment) {
    this.at = at;
    this.judge = judge;
    this.amendment = amendment;
  }

  static PostedBatch of(PostedChange change, EntryJudge judge, FeedIndex before) {
    PostedBatch batch = new PostedBatch(change.at(), judge, before.amended());
    change.withdraw().forEach(batch::withdraw);
    change.add().forEach(batch::add);
    batch.gone.removeAll(batch.come.keySet());
    return batch;
  }

  private void withdraw(PostedEntry entry) {
    Optional<Pattern> pattern = entry.pattern();
    if (pattern.isPresent()) {
      amendment.withdraw(pattern.get());
      gone.add(pattern.get());
      withdrawn.add(entry);
    } else {
      refuse(entry, judge.judge(entry.read(at)));
    }
  }

  private void refuse(PostedEntry entry, EntryJudgement judgement) {
    judgement.fold(
        admitted -> true,
        refused -> remarks.add(remark(GuardEffect.SUPPRESS, entry, refused.reason())));
  }

  private void add(PostedEntry entry) {
    EntryJudgement judgement = judge.judge(entry.read(at));
    boolean unused = judgement.fold(admitted -> add(entry, admitted), refused -> false);
    refuse(entry, judgement);
  }

  private boolean add(PostedEntry entry, EntryJudgement.Admitted admitted) {
    Optional<GuardedClaim> guarded = Optional.ofNullable(admitted.guarded());
    amendment.add(admitted.indicator());
    come.put(admitted.indicator().pattern(), guarded);
    guarded.ifPresent(
        claim -> remarks.add(remark(claim.hit().effect(), entry, claim.hit().reason().label())));
    return added.add(entry);
  }

  private static Remark remark(GuardEffect effect, PostedEntry entry, String reason) {
    String value = entry.value();
    int most = FeedEntry.Rejected.MAX_TEXT;
    return new Remark(effect, value.length() > most ? value.substring(0, most) : value, reason);
  }

  FeedIndex index() {
    return amendment.build();
  }

  Instant at() {
    return at;
  }

  /** How many entries count for nothing. */
  long refused() {
    return remarks.stream().filter(remark -> remark.effect() == GuardEffect.SUPPRESS).count();
  }

  List<Remark> remarks() {
    return remarks;
  }

  /** Whether it takes away anything; that may be in the log also where a guard covers it. */
  boolean withdraws() {
    return !withdrawn.isEmpty();
  }

  /** The change without what was refused. */
  PostedChange accepted() {
    return new PostedChange(at, added, withdrawn);
  }

  /** Has them say what guards have against what the feed claims now. */
  void tell(GuardedEntries guarded) {
    gone.forEach(pattern -> guarded.put(pattern, Optional.empty()));
    guarded.putAll(come);
  }

  /** What it changes, where it led to this index. */
  Counts counts(FeedIndex next) {
    int fresh = next.change().added();
    int changed = next.change().changed();
    int removed = next.change().removed();
    return new Counts(
        fresh, changed, come.size() - fresh - changed, removed, gone.size() - removed);
  }
}
