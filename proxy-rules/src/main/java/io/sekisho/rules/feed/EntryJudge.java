package io.sekisho.rules.feed;

import io.sekisho.rules.feed.format.FeedEntry;
import io.sekisho.rules.feed.format.RejectReason;
import io.sekisho.rules.guard.GuardEffect;
import io.sekisho.rules.guard.GuardHit;
import io.sekisho.rules.guard.GuardReason;
import io.sekisho.rules.guard.Guards;
import io.sekisho.rules.indicator.Indicator;
import io.sekisho.rules.match.FeedIndex;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges the entries of a feed that has no copies, one by one, as they would be judged in a copy;
 * and refuses claims that could stop nothing. Any thread.
 */
public final class EntryJudge {
  private final ClaimTerms terms;
  private final Canaries canaries;
  private final InForce inForce;
  private final NeverBlocked neverBlocked;

  /** What claims are held against, in the rules of one moment. */
  public record InForce(Guards guards, FeedIndex neverBlock, Instant now) {}

  public EntryJudge(FeedSettings settings, GateSettings gate, InForce inForce) {
    this.terms = new ClaimTerms(settings, inForce.now());
    this.canaries = Canaries.with(gate.canaries());
    this.inForce = inForce;
    this.neverBlocked = new NeverBlocked(inForce.neverBlock(), inForce.now());
  }

  /** What an entry is worth. An exception, or a note on a copy, is none. */
  public EntryJudgement judge(FeedEntry entry) {
    return entry.fold(
        this::judge,
        exemption -> refused(RejectReason.OTHER_TYPE),
        rejected -> refused(rejected.reason()),
        note -> refused(RejectReason.OTHER_TYPE));
  }

  private static EntryJudgement refused(RejectReason reason) {
    return new EntryJudgement.Refused(reason, null);
  }

  private EntryJudgement judge(FeedEntry.Claim claim) {
    Optional<RejectReason> fault = terms.faultOf(claim.pattern());
    return fault.isPresent() ? refused(fault.get()) : guarded(claim, hit(claim).orElse(null));
  }

  private Optional<GuardHit> hit(FeedEntry.Claim claim) {
    if (canaries.areCoveredBy(claim.pattern())) {
      return Optional.of(GuardHit.ofClaim(GuardReason.CANARY, claim.pattern()));
    }
    return neverBlocked
        .covering(claim.pattern())
        .map(EntryJudge::exempt)
        .or(
            () ->
                inForce
                    .guards()
                    .hitBy(claim.pattern(), terms.settings().claims().publicSuffixes()));
  }

  private static GuardHit exempt(Indicator entry) {
    return new GuardHit(
        GuardReason.NEVER_BLOCK,
        GuardEffect.SUPPRESS,
        NeverBlockList.NAME,
        entry.pattern().toString(),
        entry.line());
  }

  private EntryJudgement guarded(FeedEntry.Claim claim, @Nullable GuardHit hit) {
    if (hit == null) {
      return new EntryJudgement.Admitted(terms.indicator(claim, null), null);
    }
    GuardedClaim guarded = new GuardedClaim(claim, hit);
    return switch (hit.effect()) {
      case NOTE -> new EntryJudgement.Admitted(terms.indicator(claim, null), guarded);
      case DOWNGRADE -> new EntryJudgement.Admitted(terms.indicator(claim, hit.cause()), guarded);
      case SUPPRESS -> new EntryJudgement.Refused(null, guarded);
    };
  }
}
